using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Metadata;

/// <summary>The directories of a managed PE image in the memory of a process: laid out as loaded, or as in its file.</summary>
internal sealed class PortableExecutable
{
    private const ushort DosSignature = 0x5A4D; // "MZ"
    private const uint Signature = 0x00004550; // "PE\0\0"
    private const ushort Format64 = 0x020B; // PE32+
    private const ushort Arm64Machine = 0xAA64; // IMAGE_FILE_MACHINE_ARM64
    private const ulong FileHeaderSize = 24; // with the signature
    private const ulong SectionHeaderSize = 40;
    private const int MostSections = 96;
    private const int ClrDirectory = 14;
    private const uint MostHeaderBytes = 1 << 20;

    private readonly IProcessMemory _memory;
    private readonly ulong _base;
    private readonly bool _isMapped;
    private readonly ulong _sections;
    private readonly int _sectionCount;

    private PortableExecutable(IProcessMemory memory, ulong imageBase, bool isMapped)
    {
        _memory = memory;
        _base = imageBase;
        _isMapped = isMapped;
        ulong header = imageBase + memory.UInt32(imageBase + 0x3C);
        IsArm64 = OsIndependent(memory.UInt16(header + 4)) == Arm64Machine;
        _sectionCount = Math.Min((int)memory.UInt16(header + 6), MostSections);
        ulong optional = header + FileHeaderSize;
        _sections = optional + memory.UInt16(header + 20);
        ulong directories = optional + (memory.UInt16(optional) == Format64 ? 112UL : 96UL);
        ulong clr = AddressOf(memory.UInt32(directories + (ClrDirectory * 8UL)));
        Metadata = new(memory.UInt32(clr + 8), memory.UInt32(clr + 12));
        NativeHeader = new(memory.UInt32(clr + 64), memory.UInt32(clr + 68));
    }

    /// <summary>The code in the image is for arm64.</summary>
    public bool IsArm64 { get; }

    /// <summary>The metadata.</summary>
    public PeDirectory Metadata { get; }

    /// <summary>The header of the precompiled code; its size is 0 if there is none.</summary>
    public PeDirectory NativeHeader { get; }

    /// <summary>Reads the directories of an image; null if there is none at the address.</summary>
    public static PortableExecutable? Read(IProcessMemory memory, ulong imageBase, bool isMapped)
    {
        uint header = memory.UInt32(imageBase + 0x3C);
        return memory.UInt16(imageBase) == DosSignature && header <= MostHeaderBytes && memory.UInt32(imageBase + header) == Signature
            ? new(memory, imageBase, isMapped) : null;
    }

    /// <summary>Returns a number that differs between images: the time stamp, which compilers derive from the contents, and the size.</summary>
    public static ulong StampOf(IProcessMemory memory, ulong imageBase)
    {
        ulong header = imageBase + memory.UInt32(imageBase + 0x3C);
        return ((ulong)memory.UInt32(header + 8) << 32) | memory.UInt32(header + FileHeaderSize + 56);
    }

    /// <summary>Returns the address in the process of an address relative to the image.</summary>
    public ulong AddressOf(uint relative)
    {
        if (_isMapped)
        {
            return _base + relative;
        }

        for (int i = 0; i < _sectionCount; i++)
        {
            ulong section = _sections + ((ulong)i * SectionHeaderSize);
            uint start = _memory.UInt32(section + 12);
            if (relative >= start && relative - start < Math.Max(_memory.UInt32(section + 8), _memory.UInt32(section + 16)))
            {
                return _base + relative - start + _memory.UInt32(section + 20);
            }
        }

        return _base + relative;
    }

    // Images for Linux carry the machine combined with a number for the operating system.
    private static ushort OsIndependent(ushort machine) => (ushort)(machine ^ LinuxMachine);

    private const ushort LinuxMachine = 0x7B79; // IMAGE_FILE_MACHINE_OS_MASK of Linux
}
