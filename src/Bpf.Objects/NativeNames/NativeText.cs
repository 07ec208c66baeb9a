using System.Text;
using Bpf.Runtime;

namespace Bpf.Objects.NativeNames;

/// <summary>Text for the system, which ends at its first zero byte: text with one inside would silently name something else.</summary>
internal static class NativeText
{
    /// <summary>Returns text in UTF-8 with a zero byte at the end.</summary>
    /// <exception cref="BpfException">It contains a zero character.</exception>
    public static byte[] Of(string text)
    {
        Require(text);
        return Encoding.UTF8.GetBytes(text + '\0');
    }

    /// <summary>Refuses text with a zero character, for callers that do not know what it is for.</summary>
    /// <exception cref="BpfException">It contains a zero character.</exception>
    public static void Require(string text) => Require(text, "use name", Describe(text));

    /// <summary>Refuses text with a zero character.</summary>
    /// <param name="text">Path or name.</param>
    /// <param name="operation">What the text is for.</param>
    /// <param name="subject">What the operation is about.</param>
    /// <exception cref="BpfException">It contains a zero character.</exception>
    public static void Require(string text, string operation, ErrorSubject subject)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new BpfException(operation, subject, null, $"'{Describe(text)}' contains a zero character, at which the system would end it.");
        }
    }

    private static string Describe(string text) => text.Replace("\0", "\\0", StringComparison.Ordinal);
}
