using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Parses the arguments of a USDT probe: items <c>[-]size@place</c>, where the place is an operand in assembler notation.</summary>
internal static partial class UsdtArgumentParser
{
    private const int Capacity = 12; // BPF_USDT_MAX_ARG_CNT

    /// <summary>Parses an argument list.</summary>
    /// <param name="text">The arguments as stated in the note.</param>
    /// <param name="machine">EM machine of the file.</param>
    /// <param name="find">Looks up a variable in the file.</param>
    /// <param name="arguments">The result. An argument that cannot be read has a kind of its own and a reason.</param>
    /// <returns>What is wrong with the list, as the end of a sentence; null on success.</returns>
    public static string? Parse(string text, ushort machine, Func<string, UsdtVariable> find, out UsdtArgument[] arguments)
    {
        arguments = [];
        Func<string, UsdtArgument?>? operand = machine switch
        {
            X64Operands.Machine => text => X64Operands.Parse(text, find),
            Arm64Operands.Machine => Arm64Operands.Parse,
            _ => null,
        };
        if (operand is null)
        {
            return $"arguments for machine {machine} are not supported";
        }

        MatchCollection sizes = ItemStart().Matches(text);
        if (sizes.Count == 0)
        {
            return text.AsSpan().Trim().IsEmpty ? null : $"'{text}' is not a list of size@place items";
        }

        if (sizes.Count > Capacity)
        {
            return $"it has {sizes.Count} arguments, but at most {Capacity} are supported";
        }

        UsdtArgument[] result = new UsdtArgument[sizes.Count];
        for (int i = 0; i < result.Length; i++)
        {
            Match start = sizes[i];
            int end = i + 1 < sizes.Count ? sizes[i + 1].Index : text.Length;
            string item = text[start.Index..end].Trim();
            UsdtArgument argument = Parse(start, text[(start.Index + start.Length)..end].Trim(), operand);
            result[i] = argument.Problem is { } problem ? UsdtArgument.Unreadable($"argument {i}, '{item}', {problem}") : argument;
        }

        arguments = result;
        return null;
    }

    private static UsdtArgument Parse(Match start, string place, Func<string, UsdtArgument?> operand)
    {
        if (start.Groups["float"].Length > 0)
        {
            return UsdtArgument.Unreadable("is a floating-point value");
        }

        if (!int.TryParse(start.Groups["size"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size is not (1 or 2 or 4 or 8))
        {
            return UsdtArgument.Unreadable($"has {start.Groups["size"].Value} bytes; only 1, 2, 4 and 8 are supported");
        }

        return operand(place) switch
        {
            null => UsdtArgument.Unreadable("is in a location that is not supported"),
            { Problem: not null } argument => argument,
            { } argument => argument with { Size = size, IsSigned = start.Groups["sign"].Length > 0 },
        };
    }

    /// <summary>Parses a C integer: decimal or 0x hexadecimal, with an optional sign.</summary>
    public static bool TryParseInteger(ReadOnlySpan<char> text, out long value)
    {
        bool isNegative = text.StartsWith("-");
        ReadOnlySpan<char> digits = text.TrimStart("+-");
        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool parsed = ulong.TryParse(
            isHex ? digits[2..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong magnitude);
        value = isNegative ? -(long)magnitude : (long)magnitude;
        return parsed;
    }

    // On some machines locations contain blanks, so an item ends where the next one begins.
    [GeneratedRegex(@"(?<=^|\s)(?<sign>-?)(?<size>\d+)(?<float>f?)@")]
    private static partial Regex ItemStart();
}
