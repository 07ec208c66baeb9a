namespace Bpf.Cli.Verify;

/// <summary>The folder in which this program keeps what it can get again.</summary>
internal static class CacheDirectory
{
    /// <summary>Its path: <c>bpf-sdk</c> in <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given && System.IO.Path.IsPathRooted(given)
            ? given : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "bpf-sdk");

    /// <summary>Writes a file that other processes may read or write at the same time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contents">Its contents.</param>
    public static void Write(string path, byte[] contents)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        string unfinished = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        File.WriteAllBytes(unfinished, contents);
        File.Move(unfinished, path, overwrite: true);
    }
}
