using System.Globalization;

namespace Bpf.Shared;

/// <summary>
/// The syntax of a uprobe target: <c>binary:function[@VERSION][+offset]</c>, or <c>binary:+offset</c> for a file offset. One parser serves
/// attributes, section names and host code. The binary ends at the first colon, so it cannot contain one; the offset follows the
/// last plus sign, if a number does, so that names such as <c>operator+</c> stay whole.
/// </summary>
internal readonly struct AttachTargetSyntax
{
    private AttachTargetSyntax(string binary, string? function, ulong offset)
    {
        Binary = binary;
        Function = function;
        Offset = offset;
    }

    /// <summary>Path, library name or program name.</summary>
    public string Binary { get; }

    /// <summary>Function name with its <c>@VERSION</c>, or a glob; null for an offset in the file.</summary>
    public string? Function { get; }

    /// <summary>Offset in bytes from the start of the function; without a function, the file offset.</summary>
    public ulong Offset { get; }

    /// <summary>Parses a target.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="isReturnProbe">Whether the target is for a return probe, which does not take an offset.</param>
    /// <param name="target">The parsed target.</param>
    /// <param name="error">The error, worded as the end of a sentence; null on success.</param>
    /// <returns>True when the text is a valid target.</returns>
    public static bool TryParse(string text, bool isReturnProbe, out AttachTargetSyntax target, out string? error)
    {
        target = default;
        int colon = text.IndexOf(':');
        if (colon < 0)
        {
            error = "no function given; expected <binary>:<function>[+<offset>] or <binary>:+<offset in the file>";
            return false;
        }

        if (colon == 0)
        {
            error = "the binary before ':' is empty";
            return false;
        }

        string function = text.Substring(colon + 1);
        if (function.Length == 0)
        {
            error = "the function after ':' is empty";
            return false;
        }

        error = FunctionFaultOf(function);
        if (error is not null)
        {
            return false;
        }

        if (!TrySplitOffset(ref function, out ulong offset, out error))
        {
            return false;
        }

        if (function.Length == 0)
        {
            error = offset == 0 ? "offset 0 of a file is not code" : null;
            target = new AttachTargetSyntax(text.Substring(0, colon), null, offset);
            return error is null;
        }

        if (isReturnProbe && offset != 0)
        {
            error = "return probes do not take an offset";
            return false;
        }

        target = new AttachTargetSyntax(text.Substring(0, colon), function, offset);
        return true;
    }

    private static bool TrySplitOffset(ref string function, out ulong offset, out string? error)
    {
        offset = 0;
        error = null;
        int plus = function.LastIndexOf('+');
        if (plus < 0 || plus == function.Length - 1)
        {
            return true;
        }

        string digits = function.Substring(plus + 1);
        if (digits[0] == '-' && digits.Length > 1 && char.IsDigit(digits[1]))
        {
            error = "a negative offset is not allowed";
            return false;
        }

        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool parsed = isHex
            ? ulong.TryParse(digits.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out offset)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
        if (parsed)
        {
            function = function.Substring(0, plus);
        }

        return true;
    }

    // What no symbol has, but text may.
    private static string? FunctionFaultOf(string function)
        => function[0] == ':' ? "one colon is enough"
            : function.Trim().Length < function.Length ? "the function begins or ends with a blank"
            : function.EndsWith("()", StringComparison.Ordinal) && function.IndexOf("operator", StringComparison.Ordinal) < 0
                ? "a function is named without parentheses" : null;
}
