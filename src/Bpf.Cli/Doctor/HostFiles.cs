using System.Globalization;

namespace Bpf.Cli;

/// <summary>Reads small files with kernel information.</summary>
internal static class HostFiles
{
    /// <summary>Reads a file without surrounding white space; null when the file is missing or not readable.</summary>
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

    /// <summary>Returns the locked-memory limit (RLIMIT_MEMLOCK) of this process as text: "64 KiB", "unlimited".</summary>
    public static string LockedMemory()
    {
        // "Max locked memory         8388608              8388608              bytes"
        const string Label = "Max locked memory";
        string? soft = TryRead("/proc/self/limits")?.Split('\n').FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal))?[Label.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return ulong.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bytes) ? $"{bytes / 1024} KiB" : soft ?? "unknown";
    }

    /// <summary>Returns the value of a field of /proc/PID/status; null when the process or field does not exist.</summary>
    public static string? StatusField(string process, string field)
        => TryRead($"/proc/{process}/status")?.Split('\n')
            .FirstOrDefault(line => line.StartsWith(field + ":", StringComparison.Ordinal))?[(field.Length + 1)..].Trim();
}
