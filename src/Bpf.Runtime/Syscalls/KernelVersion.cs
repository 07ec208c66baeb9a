namespace Bpf.Runtime.Syscalls;

/// <summary>Version of the running kernel.</summary>
internal static class KernelVersion
{
    /// <summary>As LINUX_VERSION_CODE: 65536 · major + 256 · minor + patch level (at most 255).</summary>
    public static uint Code { get; } = Read();

    /// <summary>Returns whether the kernel has this version or a later one.</summary>
    public static bool IsAtLeast(int major, int minor) => Code >= Encode(new Version(major, minor, 0));

    public static uint Encode(Version version) => ((uint)version.Major << 16) + ((uint)version.Minor << 8) + (uint)Math.Clamp(version.Build, 0, 255);

    private static uint Read()
    {
        // Ubuntu and Debian do not put the upstream version in the release.
        foreach ((string path, string before) in new[] { ("/proc/version_signature", " "), ("/proc/version", "Debian ") })
        {
            if (TryReadText(path) is not { } text)
            {
                continue;
            }

            int position = text.LastIndexOf(before, StringComparison.Ordinal);
            if (position >= 0 && TryParse(text.AsSpan(position + before.Length), out Version? version))
            {
                return Encode(version);
            }
        }

        return Encode(Environment.OSVersion.Version);
    }

    private static bool TryParse(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Version? version)
    {
        int length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
        {
            length++;
        }

        return Version.TryParse(text[..length].TrimEnd('.'), out version);
    }

    private static string? TryReadText(string path)
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
}
