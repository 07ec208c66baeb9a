using System.Globalization;

namespace Bpf.Runtime;

/// <summary>Target of a kprobe: a kernel function, or several by a glob.</summary>
public sealed record KprobeTarget
{
    /// <summary>Function, <c>module:function</c>, or a glob with <c>*</c> and <c>?</c> over traceable functions.</summary>
    public required string Function { get; init; }

    /// <summary>Offset in bytes from the start of the function.</summary>
    public ulong Offset { get; init; }

    /// <summary>True when <see cref="Function"/> has glob characters.</summary>
    public bool IsPattern => Function.AsSpan().ContainsAny('*', '?');

    /// <summary>Parses <c>function[+offset]</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a valid target.</exception>
    public static KprobeTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out KprobeTarget? target) is { } error ? throw new FormatException($"'{text}' is not a kprobe target: {error}.") : target!;
    }

    /// <inheritdoc/>
    public override string ToString() => Offset == 0 ? Function : $"{Function}+0x{Offset:x}";

    /// <summary>Parses a target; returns what is wrong, as the end of a sentence, or null.</summary>
    internal static string? TryParse(string text, out KprobeTarget? target)
    {
        target = null;
        int plus = text.IndexOf('+');
        string function = plus < 0 ? text : text[..plus];
        ulong offset = 0;
        if (function.Length == 0)
        {
            return "no function given";
        }

        if (function.AsSpan().ContainsAnyExcept(s_allowed))
        {
            return "a function name consists of letters, digits, '_', '.', and a module before ':'";
        }

        if (plus >= 0)
        {
            ReadOnlySpan<char> digits = text.AsSpan(plus + 1);
            bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            if (!ulong.TryParse(isHex ? digits[2..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture,
                out offset))
            {
                return "the offset must be a number from 0";
            }
        }

        target = new() { Function = function, Offset = offset };
        return target.IsPattern && offset != 0 ? "a pattern cannot have an offset" : null;
    }

    private static readonly System.Buffers.SearchValues<char> s_allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:*?");
}
