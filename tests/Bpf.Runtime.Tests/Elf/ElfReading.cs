using System.Security.Cryptography;

namespace Bpf.Runtime.Tests.Elf;

/// <summary>What a reader finds in an ELF file, one line per item, for comparison with another reader.</summary>
/// <param name="Header">Class, byte order, type and machine.</param>
/// <param name="Sections">The sections with their contents.</param>
/// <param name="Symbols">The symbols of all tables.</param>
/// <param name="Segments">The program headers with their contents.</param>
internal sealed record ElfReading(string Header, List<string> Sections, List<string> Symbols, List<string> Segments)
{
    /// <summary>A short form of bytes.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 8));
}
