namespace Bpf.Shared;

/// <summary>Why the initial value of a variable cannot be computed at compile time, worded as the end of a sentence.</summary>
internal static class NotConstant
{
    public const string Throws = "it throws an exception";
    public const string Memory = "it accesses memory that is not constant";
    public const string Object = "it uses an object, which does not exist at compile time";
    public const string Text = "a string is not a constant";
    public const string SharedArray = "the array belongs to another field";
    public const string NullArray = "it is null, and arrays cannot be created in BPF code";
    public const string Comparer = "it compares through EqualityComparer";
    public const string Time = "it takes too long to compute";

    public static readonly string Depth = $"its calls are nested more than {InitializerLimits.Depth} deep";

    /// <summary>The reason for a member of the framework that does not compute.</summary>
    /// <param name="member">The member.</param>
    /// <param name="type">Name of its type for messages.</param>
    public static string Uses(FrameworkMember member, string type) => member.Type switch
    {
        "System.String" or "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler" => Text,
        "System.Collections.Generic.EqualityComparer" => Comparer,
        _ => Calls(type, member.Name),
    };

    /// <summary>The reason for a method that runs in the kernel only.</summary>
    public static string RunsInKernel(string type) => $"members of '{type}' run only in BPF code";

    /// <summary>The reason for a method of the framework that refuses its arguments.</summary>
    public static string ThrowsIn(string type, string name) => $"'{type}.{name}' throws an exception";

    /// <summary>The reason for a call of a method that cannot be run.</summary>
    /// <param name="type">Name of its type for messages.</param>
    /// <param name="name">Name in metadata.</param>
    public static string Calls(string type, string name) => name switch
    {
        ".ctor" => $"it calls the constructor of '{type}'",
        _ when name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            => $"it uses '{type}.{name.Substring(4)}'",
        _ => $"it calls '{type}.{name}'",
    };
}
