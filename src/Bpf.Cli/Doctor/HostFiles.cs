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

    /// <summary>Value of a field of /proc/PID/status; null when the process or the field is not there.</summary>
    public static string? StatusField(string process, string field)
        => TryRead($"/proc/{process}/status")?.Split('\n')
            .FirstOrDefault(line => line.StartsWith(field + ":", StringComparison.Ordinal))?[(field.Length + 1)..].Trim();
}
