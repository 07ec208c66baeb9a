using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Metadata;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Methods;

/// <summary>
/// The metadata of the modules of a process. It is read from the file of the assembly, if that is still the one that the process has mapped, and
/// otherwise from the memory of the process: assemblies in a bundle, loaded from bytes, replaced on disk, or emitted.
/// </summary>
internal sealed class ModuleTable(IProcessMemory memory, RuntimeLayout layout, IMappedFiles files) : IDisposable
{
    private const int MostMappingsOfImage = 64;
    private readonly Dictionary<ulong, (Source Source, ModuleMetadata? Metadata)> _modules = [];
    // Modules by file, as several modules can come from one, such as the same assembly in several load contexts.
    private readonly List<ModuleMetadata> _opened = [];

    /// <summary>Returns the metadata of a module; null if it cannot be read.</summary>
    /// <param name="module">Address of the module.</param>
    public ModuleMetadata? this[ulong module]
    {
        get
        {
            if (module == 0)
            {
                return null;
            }

            if (!_modules.TryGetValue(module, out var known))
            {
                Source source = SourceOf(module);
                known = (source, Open(source));
                _modules.Add(module, known);
                if (known.Metadata is { } opened)
                {
                    _opened.Add(opened);
                }
            }

            return known.Metadata;
        }
    }

    /// <summary>Forgets modules that could not be read, that have grown, or whose memory holds another module now.</summary>
    /// <returns>True if a module was forgotten that had been read.</returns>
    public bool Refresh()
    {
        bool hasForgotten = false;
        foreach ((ulong module, (Source source, ModuleMetadata? metadata)) in _modules)
        {
            if (metadata is null || SourceOf(module) != source)
            {
                hasForgotten |= metadata is not null;
                _modules.Remove(module);
            }
        }

        return hasForgotten;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ModuleMetadata opened in _opened)
        {
            opened.Dispose();
        }
    }

    private Source SourceOf(ulong module) => new(Field(module, layout.Module.Path), Field(module, layout.Module.Assembly),
        Field(module, layout.Module.Emitted), Field(module, layout.Module.Base), Field(module, layout.Module.SimpleName));

    private ulong Field(ulong structure, int? offset) => structure == 0 || offset is null ? 0 : memory.Pointer(structure + (ulong)offset);

    private ModuleMetadata? Open(Source source)
    {
        string path = source.Path == 0 ? "" : memory.Utf16(source.Path);
        MemoryMapping? mapping = source.SimpleName == 0 ? null : files.Maps.Find(source.SimpleName);
        path = mapping?.Name ?? path;
        string? name = path.Length == 0 ? null : Path.GetFileName(path);
        if (path.StartsWith('/') && files.TryOpen(path) is { } file)
        {
            if (MetadataImage.InFile(file, name!) is { } inFile)
            {
                return inFile;
            }

            file.Dispose();
        }

        // Without a file it is an assembly in a bundle, which has the name of the bundle's file for 8, or one from bytes.
        ulong image = Field(Field(source.Assembly, layout.Image.Image), layout.Image.Loaded);
        ulong imageBase = image != 0 ? Field(image, layout.Image.Base) : mapping is null ? source.Base : ImageWith(mapping);
        return imageBase != 0 && MetadataImage.InImage(memory, imageBase, mapping is null ? name : null) is { } inImage ? inImage : Emitted(source.Emitted);
    }

    private ModuleMetadata? Emitted(ulong address)
    {
        if (address == 0 || layout.Emitted.Size is not { } sizeField)
        {
            return null;
        }

        ulong data = layout.Emitted.Data is { } field ? address + (ulong)field : Field(address, layout.Emitted.DataPointer);
        return MetadataImage.InMemory(memory, data, memory.UInt32(address + (ulong)sizeField), null);
    }

    // An image begins with the first of its mappings, which follow one another.
    private ulong ImageWith(MemoryMapping part)
    {
        IReadOnlyList<MemoryMapping> mappings = files.Maps.Mappings;
        int index = 0;
        while (index < mappings.Count && mappings[index].Start != part.Start)
        {
            index++;
        }

        for (int back = 0; back < MostMappingsOfImage && index - back >= 0; back++)
        {
            if (PortableExecutable.Read(memory, mappings[index - back].Start, isMapped: true) is not null)
            {
                return mappings[index - back].Start;
            }
        }

        return 0;
    }

    private readonly record struct Source(ulong Path, ulong Assembly, ulong Emitted, ulong Base, ulong SimpleName);
}
