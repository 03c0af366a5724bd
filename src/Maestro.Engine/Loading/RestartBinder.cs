using System.Globalization;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads a restart policy in any of its forms.</summary>
internal static class RestartBinder
{
    public static RestartPolicy? Bind(BoundNode restart) => restart.Node switch
    {
        YamlMapping => BindMapping(restart),
        YamlScalar scalar => BindText(restart, scalar),
        _ => Refuse(restart, $"Expected {FieldTables.Restart.Expected}; found {restart.Describe()}."),
    };

    private static RestartPolicy? BindText(BoundNode restart, YamlScalar scalar)
    {
        // An unquoted 'no' was a truth once, and so were its other spellings.
        if (scalar.IsPlain && YamlTruth.TryParse(scalar.Text, out var truth))
        {
            return truth ? Refuse(restart, $"Expected {FieldTables.Restart.Expected}; found {restart.Describe()}.") : RestartPolicy.No;
        }

        var colon = scalar.Text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Policy(restart, scalar.Text, null)
            : Policy(restart, scalar.Text[..colon], scalar.Text[(colon + 1)..]);
    }

    private static RestartPolicy? BindMapping(BoundNode restart)
    {
        if (Section.Open(restart, FieldTables.Restart) is not { } section)
        {
            return null;
        }

        if (restart.Node is YamlMapping mapping && mapping.Entries.Any(e => FieldTables.Restart.Find(e.Key.Text) is null))
        {
            return Refuse(restart, $"Expected {FieldTables.Restart.Expected}; it has a key that is neither 'name' nor 'retries'.");
        }

        if (section["retries"] is not null && section["maximum_retry_count"] is not null)
        {
            return Refuse(restart, "'maximum_retry_count' and 'retries' mean the same; keep one of them.");
        }

        var retries = (section["retries"] ?? section["maximum_retry_count"])?.Text("a whole number, 0 or more", DiagnosticCodes.InvalidValue);
        return section["name"] is not { } name ? Policy(restart, "no", retries)
            : name.Node is YamlScalar { IsPlain: true } scalar && YamlTruth.TryParse(scalar.Text, out var truth) && !truth ? Policy(restart, "no", retries)
            : name.Text("the name of a restart policy", DiagnosticCodes.InvalidValue) is { } text ? Policy(restart, text, retries)
            : null;
    }

    private static RestartPolicy? Policy(BoundNode restart, string name, string? retries)
    {
        RestartKind? kind = name switch
        {
            "no" => RestartKind.No,
            "always" => RestartKind.Always,
            "on-failure" => RestartKind.OnFailure,
            "unless-stopped" => RestartKind.UnlessStopped,
            _ => null,
        };
        if (kind is null)
        {
            return Refuse(restart, $"'{name}' is no restart policy; expected {FieldTables.Restart.Expected}.");
        }

        var count = 0;
        if (retries is not null && !int.TryParse(retries, NumberStyles.None, CultureInfo.InvariantCulture, out count))
        {
            return Refuse(restart, $"'{name}:{retries}' needs a whole number of retries, 0 or more, such as 'on-failure:3'.");
        }

        // {retries: 3} alone has always been a 'no' with retries, and files rely on its being accepted.
        return count > 0 && kind is (RestartKind.Always or RestartKind.UnlessStopped)
            ? Refuse(restart, $"Retries go with 'on-failure' only, not with '{name}'.")
            : new RestartPolicy(kind.Value, count);
    }

    private static RestartPolicy? Refuse(BoundNode restart, string message)
    {
        restart.Error(DiagnosticCodes.InvalidValue, message);
        return null;
    }
}
