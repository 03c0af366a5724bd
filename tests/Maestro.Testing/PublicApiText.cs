using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Maestro.Testing;

/// <summary>The public surface of an assembly as text in a stable order, one line per type and member.</summary>
public static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var types in assembly.GetExportedTypes().GroupBy(t => t.Namespace ?? string.Empty).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(types.Key).Append('\n');
            foreach (var type in types.OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                text.Append('\n').Append("  ").Append(Head(type)).Append('\n');
                foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal))
                {
                    text.Append("    ").Append(member).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        if (type.IsEnum)
        {
            return $"enum {TypeText.Name(type)}";
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return $"delegate {Signature(type.GetMethod("Invoke")!, TypeText.Name(type))}";
        }

        var bases = Bases(type).ToList();
        return $"{Kind(type)} {TypeText.Name(type)}{(bases.Count == 0 ? string.Empty : " : " + string.Join(", ", bases))}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => $"abstract {ClassOrRecord(type)}",
        { IsSealed: true } => $"sealed {ClassOrRecord(type)}",
        _ => ClassOrRecord(type),
    };

    private static string ClassOrRecord(Type type) => type.GetMethod("<Clone>$", Declared) is null ? "class" : "record";

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return TypeText.Name(parent);
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        foreach (var contract in type.GetInterfaces().Except(inherited).Select(t => TypeText.Name(t)).Order(StringComparer.Ordinal))
        {
            yield return contract;
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(f => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        return
        [
            .. type.GetConstructors(Declared).Where(IsVisible).Where(IsWritten).Select(c => Signature(c, "new")),
            .. type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field),
            .. type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsVisible)).Where(IsWritten).Select(Property),
            .. type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)).Select(e => $"event {TypeText.Name(e.EventHandlerType!)} {e.Name}"),
            .. type.GetMethods(Declared).Where(m => !m.IsSpecialName && IsVisible(m)).Where(IsWritten).Select(m => Modifiers(m) + Signature(m, TypeText.Name(m))),
        ];
    }

    private static string Field(FieldInfo field)
    {
        var type = TypeText.Name(new NullabilityInfoContext().Create(field));
        return field.IsLiteral
            ? $"const {type} {field.Name} = {TypeText.Value(field.GetRawConstantValue())}"
            : $"{(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}{type} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? string.Empty : "required ";
        var modifiers = Modifiers(property.GetAccessors(nonPublic: true).First(IsVisible));
        var get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : string.Empty;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? (IsInit(setter) ? " init;" : " set;") : string.Empty;
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : string.Empty;
        return $"{modifiers}{required}{TypeText.Name(new NullabilityInfoContext().Create(property))} {property.Name}{index} {{{get}{set} }}";
    }

    private static string Signature(MethodBase method, string name)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        var result = method is MethodInfo { ReturnParameter: var value } ? TypeText.Name(new NullabilityInfoContext().Create(value)) + " " : string.Empty;
        return $"{result}{name}({extension}{Parameters(method.GetParameters())})";
    }

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : string.Empty;
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        var fallback = parameter.HasDefaultValue ? $" = {TypeText.Value(parameter.DefaultValue)}" : string.Empty;
        return $"{direction}{many}{TypeText.Name(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? string.Empty : "protected ";
        var isOverride = method is MethodInfo { IsVirtual: true } info && info.GetBaseDefinition() != info;
        return access + method switch
        {
            { DeclaringType.IsInterface: true } => string.Empty,
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            _ when isOverride => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => string.Empty,
        };
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
