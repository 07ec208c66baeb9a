using System.Net;
using System.Reflection;
using System.Text;
using Bpf.Shared;

namespace Bpf.Compiler.Tests.Initializers;

/// <summary>Expressions that use each member of the table of framework code.</summary>
internal static class FrameworkExpressions
{
    private static readonly Dictionary<Type, string> s_values = new()
    {
        [typeof(bool)] = "true", [typeof(char)] = "'b'", [typeof(sbyte)] = "(sbyte)5", [typeof(byte)] = "(byte)5", [typeof(short)] = "(short)5",
        [typeof(ushort)] = "(ushort)5", [typeof(int)] = "5", [typeof(uint)] = "5u", [typeof(long)] = "5L", [typeof(ulong)] = "5UL", [typeof(nint)] = "(nint)5",
        [typeof(nuint)] = "(nuint)5", [typeof(float)] = "0.3f", [typeof(double)] = "0.3", [typeof(decimal)] = "1.5m", [typeof(Half)] = "(Half)0.3f",
        [typeof(Int128)] = "(Int128)5", [typeof(UInt128)] = "(UInt128)5", [typeof(string)] = "\"abcdefghij\"", [typeof(ReadOnlySpan<byte>)] = "\"12345678abcdefgh\"u8",
        [typeof(Span<byte>)] = "\"12345678abcdefgh\"u8.ToArray()", [typeof(byte[])] = "\"12345678abcdefgh\"u8.ToArray()", [typeof(int[])] = "new int[] { 1, 2, 3, 0 }",
        [typeof(TimeSpan)] = "TimeSpan.FromSeconds(3)", [typeof(Guid)] = "new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", [typeof(DateTime)] = "new DateTime(2000, 1, 1)",
        [typeof(DateOnly)] = "new DateOnly(2000, 1, 1)", [typeof(TimeOnly)] = "new TimeOnly(1, 2)", [typeof(Index)] = "(^1)", [typeof(Range)] = "(1..3)",
        [typeof(Rune)] = "new Rune('b')", [typeof(int?)] = "((int?)5)", [typeof((int, int))] = "(1, 2)", [typeof(KeyValuePair<int, int>)] = "new KeyValuePair<int, int>(1, 2)",
    };

    private static readonly Dictionary<string, string> s_operators = new()
    {
        ["op_Addition"] = "{0} + {1}", ["op_Subtraction"] = "{0} - {1}", ["op_Multiply"] = "{0} * {1}", ["op_Division"] = "{0} / {1}", ["op_Modulus"] = "{0} % {1}",
        ["op_Equality"] = "{0} == {1}", ["op_Inequality"] = "{0} != {1}", ["op_LessThan"] = "{0} < {1}", ["op_GreaterThan"] = "{0} > {1}", ["op_UnaryNegation"] = "-({0})",
        ["op_LeftShift"] = "{0} << {1}", ["op_RightShift"] = "{0} >> {1}", ["op_BitwiseAnd"] = "{0} & {1}", ["op_BitwiseOr"] = "{0} | {1}", ["op_ExclusiveOr"] = "{0} ^ {1}",
        ["op_OnesComplement"] = "~({0})",
    };

    /// <summary>The expressions, with the types of their values.</summary>
    public static IEnumerable<(Type Type, string Text)> All => FrameworkCode.Types.Keys.SelectMany(TypesOf).SelectMany(Of).Distinct();

    private static IEnumerable<Type> TypesOf(string name)
    {
        Type?[] types = [.. s_values.Keys.Where(type => type.FullName!.Split('`')[0] == name), TypeNamed(name)];
        return types.OfType<Type>().Where(type => !type.IsGenericTypeDefinition).Distinct();
    }

    private static Type? TypeNamed(string name) => typeof(object).Assembly.GetType(name) ?? typeof(IPAddress).Assembly.GetType(name);

    private static IEnumerable<(Type, string)> Of(Type type)
        => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is not (Type or EventInfo) && member.GetCustomAttribute<ObsoleteAttribute>() is null)
            .Select(member => (ValueOf(member), Text: Text(type, member)))
            .Select(item => item.Text is null ? default : Storable(item.Item1, item.Text)).Where(item => item.Item1 is not null);

    private static Type ValueOf(MemberInfo member) => member switch
    {
        FieldInfo field => field.FieldType,
        PropertyInfo property => property.PropertyType,
        ConstructorInfo constructor => constructor.DeclaringType!,
        _ => ((MethodInfo)member).ReturnType,
    };

    // A span or a date can be computed with, but not stored.
    private static (Type, string) Storable(Type type, string text)
        => type == typeof(DateTime) ? (typeof(long), $"({text}).Ticks")
            : type == typeof(ReadOnlySpan<byte>) || type == typeof(Span<byte>) ? (typeof(int), $"({text}).Length")
            : type.IsArray && type.GetElementType()!.IsPrimitive ? (type, text)
            : type.IsValueType && !type.IsByRefLike && type != typeof(void) && Nullable.GetUnderlyingType(type) is null ? (type, text) : default;

    private static string? Text(Type type, MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: false, IsStatic: true } => $"{CodeOf(type)}.{member.Name}",
        FieldInfo { IsStatic: false } => Instance(type, member),
        PropertyInfo property when property.GetIndexParameters().Length == 0 && property.GetMethod is { IsPublic: true } getter
            => getter.IsStatic ? $"{CodeOf(type)}.{member.Name}" : Instance(type, member),
        ConstructorInfo constructor when type.IsValueType => Arguments(constructor) is { } arguments ? $"new {CodeOf(type)}({string.Join(", ", arguments)})" : null,
        MethodInfo { IsGenericMethod: false } method => Arguments(method) is { } arguments ? Call(type, method, arguments) : null,
        _ => null,
    };

    private static string? Call(Type type, MethodInfo method, string[] arguments)
        => s_operators.TryGetValue(method.Name, out string? format) ? string.Format(System.Globalization.CultureInfo.InvariantCulture, format, arguments)
            : method.Name is "op_Implicit" or "op_Explicit" ? $"({CodeOf(method.ReturnType)})({arguments[0]})"
            : method.IsSpecialName ? null
            : method.IsStatic ? $"{CodeOf(type)}.{method.Name}({string.Join(", ", arguments)})"
            : Instance(type, method) is { } instance ? $"{instance}({string.Join(", ", arguments)})" : null;

    private static string? Instance(Type type, MemberInfo member) => s_values.TryGetValue(type, out string? value) ? $"({value}).{member.Name}" : null;

    private static string[]? Arguments(MethodBase method)
    {
        string?[] arguments = [.. method.GetParameters().Select(parameter => parameter.IsOut ? "out _" : s_values.GetValueOrDefault(parameter.ParameterType)
            ?? (parameter.ParameterType.IsEnum ? $"({CodeOf(parameter.ParameterType)})0" : null))];
        return arguments.Contains(null) ? null : [.. arguments.OfType<string>()];
    }

    /// <summary>The name of a type in C#.</summary>
    public static string CodeOf(Type type)
        => type.IsArray ? CodeOf(type.GetElementType()!) + "[]"
            : type.IsGenericType ? $"{type.FullName![..type.FullName!.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(CodeOf))}>"
            : type.FullName!.Replace('+', '.');
}
