using System.Globalization;

namespace Bpf.Compiler.Discovery;

/// <summary>Reads metadata constants as bits.</summary>
internal static class ConstantData
{
    /// <summary>Returns the value, sign- or zero-extended.</summary>
    public static long ToInt64(object? constant) => constant switch
    {
        null => 0,
        ulong value => unchecked((long)value),
        char value => value,
        bool value => value ? 1 : 0,
        _ => Convert.ToInt64(constant, CultureInfo.InvariantCulture),
    };
}
