using System.Globalization;

namespace Bpf.Runtime.Attach.PerfEvents;

/// <summary>The CPUs that are online.</summary>
internal static class OnlineCpus
{
    private const string Path = "/sys/devices/system/cpu/online";

    /// <summary>Reads them; where sysfs is not mounted, assumes those that this process may use.</summary>
    public static int[] Read()
    {
        try
        {
            return Parse(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [.. Enumerable.Range(0, Environment.ProcessorCount)];
        }
    }

    /// <summary>Parses a list such as <c>0-3,8</c>.</summary>
    internal static int[] Parse(string list)
    {
        List<int> cpus = [];
        foreach (string part in list.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            int first = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture);
            int last = ends.Length == 1 ? first : int.Parse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture);
            cpus.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return [.. cpus];
    }
}
