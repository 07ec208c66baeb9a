using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace Bpf.Compiler.Elf;

/// <summary>An object as LLVM wrote it: relocatable, 64-bit, little endian, with one symbol table and one string table.</summary>
internal sealed class EmittedObject : IDisposable
{
    private readonly ELF<ulong> _file;

    /// <summary>Reads an object.</summary>
    /// <param name="bytes">The whole file.</param>
    public EmittedObject(byte[] bytes)
    {
        Bytes = bytes;
        _file = ELFReader.Load<ulong>(new MemoryStream(bytes, writable: false), shouldOwnStream: true);
        SymbolTable = _file.GetSections<SymbolTable<ulong>>().Single();
    }

    /// <summary>The whole file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The sections by index; the first is the empty one that every ELF file has.</summary>
    public IReadOnlyList<Section<ulong>> Sections => _file.Sections;

    /// <summary>The symbol table.</summary>
    public SymbolTable<ulong> SymbolTable { get; }

    /// <summary>Contents of a section; empty when the file holds none for it.</summary>
    public static byte[] ContentsOf(Section<ulong> section) => section.Type is SectionType.Null or SectionType.NoBits ? [] : section.GetContents();

    /// <summary>Contents of the first section with a name; null when there is none.</summary>
    public byte[]? FindContents(string name) => Sections.FirstOrDefault(section => section.Name == name) is { } section ? ContentsOf(section) : null;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
