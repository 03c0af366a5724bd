using System.Text;

namespace Maestro.Guest;

/// <summary>Names of variables, made from the names in the environment file as the engine makes them.</summary>
internal static class VariableName
{
    public static string Instances(string service) => $"{Mangle(service)}_INSTANCES";

    public static string Host(string service, string container) => $"{Prefix(service, container)}_HOST";

    public static string Port(string service, string container, string port) => $"{Prefix(service, container)}_{Mangle(port)}_PORT";

    public static string InternalPort(string service, string container, string port)
        => $"{Prefix(service, container)}_{Mangle(port)}_INTERNAL_PORT";

    /// <summary>Every character that is no letter, digit or underscore, in any script, becomes an underscore; the rest upper case.</summary>
    public static string Mangle(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var index = 0; index < name.Length; index++)
        {
            var length = char.IsSurrogatePair(name, index) ? 2 : 1;
            if (char.IsLetterOrDigit(name, index))
            {
                text.Append(name, index, length);
            }
            else
            {
                text.Append('_');
            }

            index += length - 1;
        }

        return text.ToString().ToUpperInvariant();
    }

    private static string Prefix(string service, string container) => $"{Mangle(service)}_{Mangle(container)}";
}
