using System.Globalization;

namespace Bpf.Cli;

/// <summary>Small files in which the kernel tells of itself.</summary>
internal static class HostFiles
{
    /// <summary>Contents without surrounding white space; null when the file is missing or may not be read.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Limit of locked memory (RLIMIT_MEMLOCK) of this process in words: "64 KiB", "unlimited".</summary>
    public static string LockedMemory()
    {
        // "Max locked memory         8388608              8388608              bytes"
        const string Label = "Max locked memory";
        string? soft = TryRead("/proc/self/limits")?.Split('\n').FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal))?[Label.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return ulong.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bytes) ? $"{bytes / 1024} KiB" : soft ?? "unknown";
    }

    /// <summary>Value of a field of /proc/PID/status; null when the process or the field is not there.</summary>
    public static string? StatusField(string process, string field)
        => TryRead($"/proc/{process}/status")?.Split('\n')
            .FirstOrDefault(line => line.StartsWith(field + ":", StringComparison.Ordinal))?[(field.Length + 1)..].Trim();
}
