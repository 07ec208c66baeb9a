namespace Bpf.Attach.Tests.Support;

/// <summary>The descriptors of this process, which runs other tests at the same time.</summary>
internal static class OpenFiles
{
    /// <summary>Number of open descriptors of files whose path starts with a prefix.</summary>
    public static int Count(string path)
        => Directory.GetFileSystemEntries("/proc/self/fd").Count(descriptor => Target(descriptor)?.StartsWith(path, StringComparison.Ordinal) == true);

    private static string? Target(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null; // closed in the meantime
        }
    }
}
