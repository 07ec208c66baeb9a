using Bpf.Runtime;

namespace Bpf.Cli.Verify;

/// <summary>A kernel to load programs on.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Architecture">Its architecture, <c>x86_64</c> or <c>aarch64</c>.</param>
/// <param name="Image">Its file; <see langword="null"/> for a package of Debian.</param>
internal sealed record KernelChoice(string Name, string Architecture, string? Image)
{
    // An image for x86 has a real-mode header with this at offset 0x202 (Documentation/arch/x86/boot.rst), one for Arm this at 0x38 (arm64/booting.rst).
    private const int X86MagicOffset = 0x202;
    private const int Arm64MagicOffset = 0x38;

    /// <summary>Name of a package's kernel in eng/kernels.sh.</summary>
    public string PackageName => $"{Architecture}-{Name[(Name.LastIndexOf('-') + 1)..]}";

    /// <summary>Parses a list of versions, such as <c>5.10,aarch64-6.12</c>.</summary>
    /// <param name="list">The list, with commas, semicolons or blanks between the names.</param>
    public static IEnumerable<KernelChoice> Parse(string list)
    {
        foreach (string name in list.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string? architecture = Array.Find(AssemblyResources.Architectures, known => name.StartsWith(known + '-', StringComparison.Ordinal));
            yield return new KernelChoice(name, architecture ?? AssemblyResources.OwnArchitecture, null);
        }
    }

    /// <summary>A kernel in a file.</summary>
    /// <param name="path">The file, as a boot loader starts it: vmlinuz, bzImage, Image.</param>
    /// <exception cref="BpfException">It cannot be read, or is something else.</exception>
    public static KernelChoice OfFile(string path)
    {
        byte[] head = new byte[X86MagicOffset + sizeof(int)];
        try
        {
            using FileStream file = File.OpenRead(path);
            file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("open kernel", path, null, exception.Message, exception);
        }

        string? architecture = head.AsSpan(X86MagicOffset).StartsWith("HdrS"u8) ? "x86_64"
            : head.AsSpan(Arm64MagicOffset).StartsWith("ARM\u0064"u8) ? "aarch64"
            : null;
        return architecture is not null ? new KernelChoice(path, architecture, path)
            : throw new BpfException("open kernel", path, null,
                "It is not a kernel that can be started: name a vmlinuz, bzImage or arm64 Image, not the ELF file vmlinux.");
    }
}
