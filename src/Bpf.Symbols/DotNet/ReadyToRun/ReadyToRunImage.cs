using Bpf.Symbols.DotNet.Metadata;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>The tables of a ReadyToRun image as it is loaded in a process.</summary>
internal sealed class ReadyToRunImage
{
    private const uint Signature = 0x00525452; // "RTR\0"
    private const uint MostSections = 64;
    private const int MostTableBytes = 16 << 20;
    private const int MostFunclets = 64;
    private const uint RuntimeFunctionsSection = 102;
    private const uint MethodEntryPointsSection = 103;
    private const uint InstanceEntryPointsSection = 109;
    private const ulong SignatureAndVersionSize = 8;
    private const uint ComponentSize = 16; // READYTORUN_COMPONENT_ASSEMBLIES_ENTRY
    private const ulong CoreHeaderOffset = 8;
    private const uint MostMethods = 1 << 24;

    private const uint ComponentsSection = 115;
    private const int MostComponents = 4096;

    // Ascending first runtime functions, and the methods that begin there.
    private readonly int[] _mains;
    private readonly PrecompiledMethod[] _methods;

    private ReadyToRunImage(ulong functions, uint count, int size, SortedList methods)
    {
        Functions = functions;
        FunctionCount = count;
        FunctionSize = size;
        (_mains, _methods) = methods.ToArrays(count);
    }

    /// <summary>Address of the runtime functions.</summary>
    public ulong Functions { get; }

    /// <summary>Number of the runtime functions.</summary>
    public uint FunctionCount { get; }

    /// <summary>Size of a runtime function in bytes.</summary>
    public int FunctionSize { get; }

    /// <summary>Reads an image; null if there is none, or if it holds no code.</summary>
    /// <param name="memory">The process.</param>
    /// <param name="imageBase">Address at which the image begins.</param>
    /// <param name="header">Address of its ReadyToRun header; 0 to ask the image.</param>
    public static ReadyToRunImage? Read(IProcessMemory memory, ulong imageBase, ulong header)
    {
        if (PortableExecutable.Read(memory, imageBase, isMapped: true) is not { } file)
        {
            return null;
        }

        header = header != 0 ? header : file.NativeHeader.Size > 0 ? imageBase + file.NativeHeader.Address : 0;
        if (header == 0 || memory.UInt32(header) != Signature)
        {
            return null;
        }

        Sections sections = Sections.Read(memory, header + SignatureAndVersionSize);
        SortedList methods = new();
        methods.AddDefinitions(Table(sections.MethodEntryPoints), isNamed: true);

        // The methods of a composite image are in tables of its assemblies, whose rows are those of several metadata.
        uint components = Math.Min(sections.Components.Size / ComponentSize, MostComponents);
        for (uint i = 0; i < components; i++)
        {
            ulong component = imageBase + sections.Components.Address + (i * ComponentSize);
            Sections own = Sections.Read(memory, imageBase + memory.UInt32(component + CoreHeaderOffset));
            methods.AddDefinitions(Table(own.MethodEntryPoints), isNamed: false);
        }

        foreach ((uint function, PrecompiledMethod method) in InstanceEntryPoints.Read(Table(sections.InstanceEntryPoints)))
        {
            methods.Add(function, components > 0 ? default : method);
        }

        int size = file.IsArm64 ? 2 * sizeof(uint) : RuntimeFunctions.SizeWithEnd;
        return new ReadyToRunImage(imageBase + sections.Functions.Address, sections.Functions.Size / (uint)size, size, methods);

        byte[] Table((uint Address, uint Size) range)
        {
            byte[] table = new byte[range.Size <= MostTableBytes ? range.Size : 0];
            return memory.Read(imageBase + range.Address, table) == table.Length ? table : [];
        }
    }

    /// <summary>Returns the method that a runtime function belongs to, and its first function; funclets follow their method.</summary>
    public (PrecompiledMethod Method, int Main)? MethodOf(int function)
    {
        int index = Array.BinarySearch(_mains, function);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && function - _mains[index] < MostFunclets ? (_methods[index], _mains[index]) : null;
    }

    /// <summary>Where the tables of an image, or of an assembly in a composite image, are.</summary>
    private readonly record struct Sections((uint Address, uint Size) Functions, (uint Address, uint Size) MethodEntryPoints,
        (uint Address, uint Size) InstanceEntryPoints, (uint Address, uint Size) Components)
    {
        /// <summary>Reads the list of sections after the flags.</summary>
        public static Sections Read(IProcessMemory memory, ulong flags)
        {
            Sections sections = default;
            uint count = memory.UInt32(flags + sizeof(uint));
            ulong section = flags + (2 * sizeof(uint));
            for (; count is > 0 and <= MostSections; count--, section += 3 * sizeof(uint))
            {
                (uint, uint) range = (memory.UInt32(section + 4), memory.UInt32(section + 8));
                sections = memory.UInt32(section) switch
                {
                    RuntimeFunctionsSection => sections with { Functions = range },
                    MethodEntryPointsSection => sections with { MethodEntryPoints = range },
                    InstanceEntryPointsSection => sections with { InstanceEntryPoints = range },
                    ComponentsSection => sections with { Components = range },
                    _ => sections,
                };
            }

            return sections;
        }
    }

    private sealed class SortedList
    {
        private readonly List<(uint Function, PrecompiledMethod Method)> _entries = [];

        public void Add(uint function, PrecompiledMethod method) => _entries.Add((function, method));

        public void AddDefinitions(ReadOnlySpan<byte> table, bool isNamed)
        {
            NativeReader reader = new(table);
            if (!reader.TryArray(0, out uint count, out int width, out uint index))
            {
                return;
            }

            for (uint element = 0; element < Math.Min(count, MostMethods); element++)
            {
                if (reader.TryElement(index, width, element, out uint offset) && reader.TryEntryPoint(ref offset, out uint function))
                {
                    Add(function, new PrecompiledMethod(isNamed ? element + 1 : 0));
                }
            }
        }

        public (int[] Mains, PrecompiledMethod[] Methods) ToArrays(uint count)
        {
            (uint Function, PrecompiledMethod Method)[] sorted = [.. _entries.Where(entry => entry.Function < count && entry.Function <= int.MaxValue)
                .DistinctBy(entry => entry.Function).OrderBy(entry => entry.Function)];
            return ([.. sorted.Select(entry => (int)entry.Function)], [.. sorted.Select(entry => entry.Method)]);
        }
    }
}
