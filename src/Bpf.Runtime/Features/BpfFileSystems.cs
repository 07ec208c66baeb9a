using System.Text;

namespace Bpf.Runtime.Features;

/// <summary>The BPF file systems that this process sees mounted.</summary>
internal static class BpfFileSystems
{
    private const string UsualPlace = "/sys/fs/bpf";
    private const string Mounts = "/proc/self/mounts";

    /// <summary>Finds their mount points; the usual one comes first, whether or not anything is mounted there.</summary>
    public static IReadOnlyList<string> Find()
    {
        try
        {
            return [UsualPlace, .. Parse(File.ReadLines(Mounts)).Where(static path => path != UsualPlace)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [UsualPlace];
        }
    }

    /// <summary>Returns the mount points from those lines of <c>/proc/self/mounts</c> whose file system is <c>bpf</c>.</summary>
    internal static IEnumerable<string> Parse(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            // source, mount point, type, options, two numbers
            if (line.Split(' ') is [_, var place, "bpf", ..])
            {
                yield return Unescape(place);
            }
        }
    }

    // Space, tab, line feed and backslash are written as a backslash and three octal digits; everything else is plain UTF-8.
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder result = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                result.Append((char)Convert.ToInt32(text.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
