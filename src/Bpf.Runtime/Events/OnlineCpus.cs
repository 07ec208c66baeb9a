using System.Globalization;

namespace Bpf.Runtime.Events;

/// <summary>The CPUs that are online; only these have events.</summary>
internal static class OnlineCpus
{
    private const string Path = "/sys/devices/system/cpu/online";

    /// <summary>Reads the CPU numbers in ascending order.</summary>
    /// <exception cref="BpfException">The list cannot be read.</exception>
    public static List<int> Read()
    {
        try
        {
            return Parse(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new BpfException("read the list of CPUs from", Path, null, exception.Message, exception);
        }
    }

    /// <summary>Parses a list such as "0-3,5".</summary>
    internal static List<int> Parse(string list)
    {
        List<int> numbers = [];
        foreach (string range in list.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = range.Split('-');
            int last = int.Parse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture);
            for (int number = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture); number <= last; number++)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
