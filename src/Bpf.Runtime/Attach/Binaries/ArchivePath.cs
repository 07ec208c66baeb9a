namespace Bpf.Runtime.Attach.Binaries;

/// <summary>Path of an uncompressed library in an archive, written <c>archive.apk!/lib/arm64/library.so</c>.</summary>
/// <param name="Archive">The archive.</param>
/// <param name="Member">Name within it.</param>
internal readonly record struct ArchivePath(string Archive, string Member)
{
    private const string Separator = "!/";

    /// <summary>Splits a path; <see langword="null"/> when it is not a path into an archive.</summary>
    public static ArchivePath? Parse(string path)
    {
        int at = path.IndexOf(Separator, StringComparison.Ordinal);
        return at > 0 && at + Separator.Length < path.Length ? new ArchivePath(path[..at], path[(at + Separator.Length)..]) : null;
    }
}
