using System.Globalization;

namespace Bpf.Runtime.Maps;

/// <summary>The CPUs the kernel can ever have online; there is a per-CPU value for each.</summary>
internal static class PossibleCpus
{
    private const string Path = "/sys/devices/system/cpu/possible";

    /// <summary>Number of possible CPUs.</summary>
    public static int Count { get; } = Read();

    /// <summary>Returns the highest number in a list such as "0-3,5".</summary>
    internal static int HighestOf(ReadOnlySpan<char> list)
    {
        int start = list.LastIndexOfAny(',', '-') + 1;
        return int.Parse(list[start..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static int Read()
    {
        try
        {
            return HighestOf(File.ReadAllText(Path)) + 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return Environment.ProcessorCount;
        }
    }
}
