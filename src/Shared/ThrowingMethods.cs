namespace Bpf.Shared;

/// <summary>Framework methods that exist to throw: in BPF code they are an error, like <c>throw</c> itself.</summary>
internal static class ThrowingMethods
{
    /// <summary>Suggests a replacement for a call; returns null when the method may be called.</summary>
    /// <param name="type">Full name of the declaring type, without type arguments.</param>
    /// <param name="name">Name of the method.</param>
    /// <param name="source">Full name of the type of its first argument; null or empty when it has none.</param>
    /// <param name="result">Full name of the type that it returns.</param>
    public static string? AdviceFor(string type, string name, string? source, string result)
    {
        if (name.StartsWith("ThrowIf", StringComparison.Ordinal))
        {
            return "test the value and return";
        }

        bool isConversion = name == "CreateChecked" || (type == "System.Convert" && name.StartsWith("To", StringComparison.Ordinal));
        if (isConversion && source is not null && LosesValues(source, result))
        {
            return "test the range and return, or use a cast, which keeps the low bits";
        }

        return name is "Parse" or "ParseExact" && type.StartsWith("System.", StringComparison.Ordinal) ? "read the characters in a loop" : null;
    }

    private static bool LosesValues(string source, string result)
        => IntegerOf(source) is var (sourceBits, isSourceSigned) && IntegerOf(result) is var (resultBits, isResultSigned)
            && (isSourceSigned ? !isResultSigned || sourceBits > resultBits : isResultSigned ? sourceBits >= resultBits : sourceBits > resultBits);

    private static (int Bits, bool IsSigned)? IntegerOf(string type) => type switch
    {
        "System.SByte" => (8, true),
        "System.Byte" => (8, false),
        "System.Int16" => (16, true),
        "System.UInt16" or "System.Char" => (16, false),
        "System.Int32" => (32, true),
        "System.UInt32" => (32, false),
        "System.Int64" or "System.IntPtr" => (64, true),
        "System.UInt64" or "System.UIntPtr" => (64, false),
        _ => null,
    };
}
