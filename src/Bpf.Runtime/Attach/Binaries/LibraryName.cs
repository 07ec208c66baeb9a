namespace Bpf.Runtime.Attach.Binaries;

/// <summary>Classifies library names as users write them.</summary>
internal static class LibraryName
{
    private static readonly string[] s_joinedLibraries = ["libpthread", "libdl", "librt", "libutil", "libanl"];
    private static readonly string[] s_muslLibraries = ["libc", "libm", "libcrypt", "libresolv", "libxnet"];

    /// <summary>Returns true for <c>libc.so</c> and <c>libc.so.6</c>, false for <c>libc</c>.</summary>
    public static bool IsComplete(string name) => name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal);

    /// <summary>
    /// Returns whether a file, or the name stored in one (SONAME), is the library a user names: <c>libc</c> and <c>libc.so</c> also mean
    /// <c>libc.so.6</c>.
    /// </summary>
    public static bool IsNamed(string path, string binary)
    {
        ReadOnlySpan<char> file = Path.GetFileName(path.AsSpan());
        if (file.SequenceEqual(binary))
        {
            return true;
        }

        string stem = IsComplete(binary) ? binary : $"{binary}.so";
        return file.StartsWith(stem, StringComparison.Ordinal) && (file.Length == stem.Length || file[stem.Length] == '.');
    }

    /// <summary>Returns whether musl includes a library in its dynamic linker.</summary>
    public static bool IsWithinMusl(string name) => s_muslLibraries.Contains(WithoutSuffix(name)) || IsJoined(name);

    /// <summary>Returns whether the functions of a library are in libc since glibc 2.34.</summary>
    public static bool IsJoined(string name) => s_joinedLibraries.Contains(WithoutSuffix(name));

    /// <summary>Returns whether a path is musl's dynamic linker, which is also its C library.</summary>
    public static bool IsMuslLoader(string path)
    {
        ReadOnlySpan<char> file = Path.GetFileName(path.AsSpan());
        return file.StartsWith("ld-musl-") || file.StartsWith("libc.musl-");
    }

    private static string WithoutSuffix(string name)
    {
        int end = name.IndexOf(".so", StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }
}
