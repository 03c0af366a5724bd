using System.Globalization;
using System.Reflection;

namespace Maestro.Testing;

/// <summary>Types, generic methods and default values as a C# programmer writes them.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        return type switch
        {
            { IsByRef: true } => Name(type.GetElementType()!),
            { IsArray: true } => Name(type.GetElementType()!) + "[]",
            { IsGenericParameter: true } => type.Name,
            _ when Nullable.GetUnderlyingType(type) is { } value => Name(value) + "?",
            _ => Nested(type) + Arguments(type.GetGenericArguments().Select(a => Name(a))),
        };
    }

    public static string Name(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (type.IsValueType && !type.IsGenericType)
        {
            return Name(type);
        }

        var mark = !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable) ? "?" : string.Empty;
        if (info.ElementType is { } element)
        {
            return Name(element) + "[]" + mark;
        }

        return Nullable.GetUnderlyingType(type) is null && info.GenericTypeArguments.Length > 0
            ? Nested(type) + Arguments(info.GenericTypeArguments.Select(Name)) + mark
            : Name(type) + mark;
    }

    public static string Name(MethodInfo method)
        => method.IsGenericMethod ? method.Name + Arguments(method.GetGenericArguments().Select(a => a.Name)) : method.Name;

    public static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Nested(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer && !type.IsGenericParameter ? $"{Nested(outer)}.{name}" : name;
    }

    private static string Arguments(IEnumerable<string> arguments)
    {
        var text = string.Join(", ", arguments);
        return text.Length == 0 ? string.Empty : $"<{text}>";
    }
}
