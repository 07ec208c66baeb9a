namespace Bpf.Shared;

/// <summary>
/// Framework code that may compute the initial value of a variable: it yields the same bytes at compile time as at run time, on every machine. The editor
/// asks before the compiler runs anything, and the compiler runs nothing else.
/// </summary>
internal static class FrameworkCode
{
    /// <summary>The types, by their names.</summary>
    public static readonly Dictionary<string, FrameworkCodeType> Types = new FrameworkCodeType[]
    {
        new("System.Array") { Only = ["Empty", "Fill", "get_Length", "get_LongLength", "get_Rank", "MaxLength"] },
        new("System.BitConverter"),
        new("System.Boolean"),
        new("System.Buffers.Binary.BinaryPrimitives"),
        new("System.Byte"),
        new("System.Char") { Except = ["ToLower", "ToUpper"], TakesText = true },
        new("System.Collections.Generic.KeyValuePair"),
        new("System.Convert") { Except = ["ToDateTime"] },
        new("System.DateOnly"),
        new("System.DateTime") { Except = ["FromFileTime", "IsDaylightSavingTime", "ToFileTime", "ToLocalTime", "ToUniversalTime"] },
        new("System.Decimal"),
        new("System.Double"),
        new("System.Guid"),
        new("System.Half"),
        new("System.Index"),
        new("System.Int128"),
        new("System.Int16"),
        new("System.Int32"),
        new("System.Int64"),
        new("System.IntPtr"),
        new("System.Math"),
        new("System.MathF"),
        new("System.MemoryExtensions"),
        new("System.Net.IPAddress") { Only = ["HostToNetworkOrder", "NetworkToHostOrder"] },
        new("System.Nullable") { Except = ["Compare", "Equals"] },
        new("System.Numerics.BitOperations"),
        new("System.Range"),
        new("System.ReadOnlySpan"),
        new("System.Runtime.CompilerServices.RuntimeHelpers")
        {
            Only = ["CreateSpan", "GetSubArray", "InitializeArray", "IsReferenceOrContainsReferences"],
            TakesObjects = true,
        },
        new("System.Runtime.CompilerServices.Unsafe"),
        new("System.Runtime.InteropServices.MemoryMarshal"),
        new("System.SByte"),
        new("System.Single"),
        new("System.Span"),
        new("System.String") { Only = ["Empty", "get_Chars", "get_Length", "IsNullOrEmpty"], TakesText = true, TakesObjects = true },
        new("System.Text.Rune"),
        new("System.TimeOnly"),
        new("System.TimeSpan"),
        new("System.Type") { Only = ["GetTypeFromHandle", "op_Equality", "op_Inequality"], TakesObjects = true },
        new("System.UInt128"),
        new("System.UInt16"),
        new("System.UInt32"),
        new("System.UInt64"),
        new("System.UIntPtr"),
        new("System.ValueTuple") { Except = ["CompareTo", "Equals"] },
    }.ToDictionary(static type => type.Name, StringComparer.Ordinal);

    // These depend on the clock, on random numbers, on the culture, on the process or on the processor.
    private static readonly HashSet<string> s_impure = new(StringComparer.Ordinal)
    {
        "CreateVersion7", "Format", "get_Now", "get_Today", "get_UtcNow", "GetHashCode", "Lerp", "MultiplyAddEstimate", "NewGuid", "Parse", "ParseExact",
        "ReciprocalEstimate", "ReciprocalSqrtEstimate", "ToString", "TryFormat", "TryParse", "TryParseExact",
    };

    // Classes of this SDK whose members run in the kernel only.
    private static readonly string[] s_kernelTypes = ["Bpf.BpfHelpers", "Bpf.BpfText", "Bpf.Core"];

    /// <summary>Returns true for an assembly of .NET itself.</summary>
    public static bool IsFramework(string assembly)
        => assembly is "netstandard" or "mscorlib" || assembly.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>Returns true for a class of this SDK whose members run in the kernel only.</summary>
    /// <param name="type">Full name.</param>
    public static bool IsForKernel(string type) => s_kernelTypes.Contains(type);

    /// <summary>Returns true for a member that only computes.</summary>
    public static bool Computes(FrameworkMember member)
        => Types.TryGetValue(member.Type, out FrameworkCodeType? type)
            && (type.Only?.Contains(member.Name) ?? !s_impure.Contains(member.Name))
            && !type.Except.Contains(member.Name)
            && (type.TakesText || !member.HasText)
            && (type.TakesObjects || !member.HasObjects);
}
