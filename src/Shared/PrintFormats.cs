namespace Bpf.Shared;

/// <summary>What <c>BpfHelpers.Print</c> can print: the part of .NET's formats that the kernel's printf has, too.</summary>
internal static class PrintFormats
{
    /// <summary>The most values; MAX_BPRINTF_VARARGS, include/linux/bpf.h.</summary>
    public const int MostValues = 12;

    private static readonly Dictionary<string, string> s_pointers = new()
    {
        ["x"] = "px", ["X"] = "px", ["us"] = "pus", ["ks"] = "pks", ["B"] = "pB", ["i4"] = "pi4", ["i6"] = "pi6",
    };

    /// <summary>The error for more values than the kernel prints.</summary>
    public static string TooManyValues => $"the kernel prints at most {MostValues} values";

    /// <summary>Returns why a text cannot be printed; null when it can.</summary>
    public static string? FaultOfText(string text)
        => text.Any(static character => character is < ' ' and not ('\n' or '\t') || character >= 0x7F) ? "the kernel accepts only ASCII text" : null;

    /// <summary>The error for a value of a type that has no format.</summary>
    public static string FaultOfType(string type) => $"'{type}' cannot be printed; print its fields";

    /// <summary>Returns why a number cannot be printed in a format; null when it can.</summary>
    /// <param name="format">What follows the colon; null for nothing.</param>
    /// <param name="hasWidth">Whether a width is given, too.</param>
    public static string? FaultOfNumber(string? format, bool hasWidth)
        => format is not { Length: > 0 } ? null
            : format[0] is not ('d' or 'D' or 'x' or 'X') || !format.Skip(1).All(static digit => digit is >= '0' and <= '9')
                ? $"the format '{format}' is not supported for numbers; use d, x or X, optionally with a number of digits"
            : format.Length > 1 && hasWidth ? "a width and a number of digits cannot be combined" : null;

    /// <summary>Returns the kernel's format of a pointer; null for one that it does not have.</summary>
    /// <param name="format">What follows the colon; null for nothing.</param>
    public static string? OfPointer(string? format) => format is null ? "px" : s_pointers.TryGetValue(format, out string? kernel) ? kernel : null;

    /// <summary>The error for a format that pointers do not have.</summary>
    public static string FaultOfPointer(string format) => $"the format '{format}' is not supported for pointers; use {string.Join(", ", s_pointers.Keys)}";
}
