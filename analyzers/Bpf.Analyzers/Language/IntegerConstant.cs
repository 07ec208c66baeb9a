using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Language;

/// <summary>Values of constants of any integer type.</summary>
internal static class IntegerConstant
{
    /// <summary>Returns the value of an integer or character; null for anything else, and for numbers above those of <see cref="long"/>.</summary>
    public static long? Of(Optional<object?> constant) => constant.Value switch
    {
        char character => character,
        ulong number => number <= long.MaxValue ? (long)number : null,
        sbyte or byte or short or ushort or int or uint or long => ((IConvertible)constant.Value).ToInt64(CultureInfo.InvariantCulture),
        _ => null,
    };
}
