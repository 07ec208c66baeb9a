namespace Bpf.ReferenceKernels;

/// <summary>The C# types of numbers.</summary>
internal static class CSharpNumber
{
    /// <summary>Returns the keyword of an integer type; a name with its namespace for the largest.</summary>
    /// <param name="size">Size in bytes.</param>
    /// <param name="isSigned">Whether it has a sign.</param>
    public static string Of(int size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => "sbyte",
        (1, false) => "byte",
        (2, true) => "short",
        (2, false) => "ushort",
        (4, true) => "int",
        (4, false) => "uint",
        (8, true) => "long",
        (8, false) => "ulong",
        (_, true) => "System.Int128",
        _ => "System.UInt128",
    };
}
