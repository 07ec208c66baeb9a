using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Data;

/// <summary>The arena of an object (kernel 6.9) and the globals in it: section <c>.addr_space.1</c>.</summary>
internal sealed class ArenaSection
{
    private const string SectionName = ".addr_space.1";
    private readonly ObjectSection? _section;

    private ArenaSection(BpfMap map, ObjectSection? section)
    {
        Map = map;
        _section = section;
    }

    public BpfMap Map { get; }

    /// <summary>Index of the section of globals, or -1.</summary>
    public int SectionIndex => _section?.Index ?? -1;

    /// <summary>Offset of the globals in the arena, in bytes; known after load.</summary>
    public ulong DataOffset { get; private set; }

    /// <summary>Returns the arena, or <see langword="null"/> when the object has none.</summary>
    /// <exception cref="BpfException">There are two arenas, or globals without an arena.</exception>
    public static ArenaSection? Find(ObjectFile file, IEnumerable<BpfMap> maps)
    {
        ObjectSection? section = file.Elf.Find(".addr_space.1"u8) is { Size: > 0 } found ? found : null;
        BpfMap? arena = null;
        foreach (BpfMap map in maps)
        {
            if (map.Type != MapType.Arena)
            {
                continue;
            }

            if (arena is not null)
            {
                throw new BpfException("open object", file.Name, Errno.EINVAL, $"It has two arenas, '{arena.Name}' and '{map.Name}'; "
                    + "an object can have only one.");
            }

            arena = map;
        }

        if (arena is null && section is not null)
        {
            throw new BpfException("open object", file.Name, Errno.ENOENT, $"It has globals in section '{SectionName}' but no map of type Arena.");
        }

        return arena is null ? null : new ArenaSection(arena, section);
    }

    /// <summary>Maps the arena and copies the globals into it.</summary>
    /// <exception cref="BpfException">The globals do not fit, or the kernel refused.</exception>
    public void Load(string objectName, KernelFeatures features)
    {
        if (!Map.IsCreated)
        {
            return;
        }

        ulong size = (ulong)Map.MaxEntries * (ulong)Native.PageSize;
        ulong needed = _section is null ? 0 : Mapping.PageAligned((nuint)_section.Size);
        if (needed > size)
        {
            throw new BpfException(
                "load globals into arena", $"{objectName}:{Map.Name}", Errno.E2BIG,
                $"Section '{SectionName}' has {_section!.Size} bytes, but the arena has {Map.MaxEntries} pages of {Native.PageSize}; raise its max_entries.");
        }

        Map.MapArena(objectName, (nuint)size);
        if (_section is null)
        {
            return;
        }

        // At the end of the arena, dereferencing a null arena pointer does not hit a global; older verifiers limit offsets too much for that.
        DataOffset = features.WideGlobalOffsets.IsSupported ? size - needed : 0;
        if (!Map.IsReused)
        {
            _section.Contents.Span.CopyTo(Map.ArenaMemory((nuint)DataOffset, (int)_section.Size));
        }
    }
}
