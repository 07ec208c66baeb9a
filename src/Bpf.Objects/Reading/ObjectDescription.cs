using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Objects.Maps;
using Bpf.Objects.NativeNames;
using Bpf.Objects.Reading;
using Bpf.Objects.Relocations;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>
/// What a BPF object file contains and needs, as far as the file shows: no kernel is involved and no privileges are needed, so a file has the same
/// description on every machine. Objects of both byte orders can be read. A description is immutable and may be used by several threads.
/// </summary>
/// <example>
/// <code>
/// foreach (ProgramDescription program in ObjectDescription.Read("tool.bpf.o").Programs)
/// Console.WriteLine($"{program.Name} in {program.Section}: {program.Instructions.Length} instructions");
/// </code>
/// </example>
public sealed class ObjectDescription
{
    private static readonly Version s_firstKernel = new(3, 18);

    private ObjectDescription(ObjectFile file, BpfDialect dialect)
    {
        File = file;
        List<DataSectionDefinition> data = DataSectionReader.Read(file);
        Sections = [.. file.Elf.Sections.Where(static section => section.Type != ElfSection.Unused)
            .Select(static section => new SectionDescription(section.Name, section.Type, section.Size, section.IsExecutable))];
        Programs = [.. ProgramReader.Read(file, dialect).Select(program => new ProgramDescription(file, program))];
        Maps = [.. MapsOf(file, data).Select(map => new MapDescription(map, file.Btf))];
        Variables = [.. data.SelectMany(section => VariablesOf(file, section.Section))];
        Externs = [.. file.Externs.Select(static symbol => new ExternDescription(symbol.Name, symbol.Kind, symbol.IsWeak))];
        CoreRelocations = RelocationsOf(file);
        KernelNeeds = new KernelNeedFinder(file).Find(Programs, data);
    }

    /// <summary>Name of the object: the file name up to its first dot, or the given name.</summary>
    public string Name => File.Name;

    /// <summary>License declared by the object; empty when it declares none.</summary>
    public string License => File.License;

    /// <summary>True for a little-endian object. <see cref="TypeDescription.Decode"/> requires the byte order of this machine.</summary>
    public bool IsLittleEndian => File.Elf.File.IsLittleEndian;

    /// <summary>The sections of the ELF file, in file order.</summary>
    public IReadOnlyList<SectionDescription> Sections { get; }

    /// <summary>The programs, in code order.</summary>
    public IReadOnlyList<ProgramDescription> Programs { get; }

    /// <summary>The maps, in file order; those of global variables and configuration values come last.</summary>
    public IReadOnlyList<MapDescription> Maps { get; }

    /// <summary>The global variables, by section.</summary>
    public IReadOnlyList<VariableDescription> Variables { get; }

    /// <summary>The symbols that the kernel or the loader defines.</summary>
    public IReadOnlyList<ExternDescription> Externs { get; }

    /// <summary>The CO-RE relocations, by section and in instruction order.</summary>
    public IReadOnlyList<RelocationDescription> CoreRelocations { get; }

    /// <summary>The types in the object's BTF, by ascending id; empty when the object has no BTF.</summary>
    public IReadOnlyList<TypeDescription> Types => field ??= TypesOf(File.Btf);

    /// <summary>True when the object has BTF.</summary>
    public bool HasTypes => File.Btf is not null;

    /// <summary>
    /// The kernel features the object needs; newest kernel first. Code that runs only after the program checks for a feature counts as well. A uprobe
    /// that is upgraded to a multi-uprobe at load needs no newer kernel for that.
    /// </summary>
    public IReadOnlyList<KernelNeed> KernelNeeds { get; }

    /// <summary>The oldest kernel that satisfies all of <see cref="KernelNeeds"/>.</summary>
    public Version MinimumKernel => KernelNeeds.Count == 0 ? s_firstKernel : KernelNeeds[0].Since;

    /// <summary>The object that is described.</summary>
    internal ObjectFile File { get; }

    /// <summary>Reads an object file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="BpfObjectFormatException">The file is not a BPF object, or the object is damaged.</exception>
    /// <exception cref="BpfUnsupportedException">The object uses something the dialect does not support.</exception>
    /// <exception cref="BpfException">The file cannot be read.</exception>
    public static ObjectDescription Read(string path, ObjectReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NativeText.Require(path, "open object file", path);
        string file = Path.GetFileName(path);
        int dot = file.IndexOf('.', Math.Min(1, file.Length));
        try
        {
            return Read(System.IO.File.ReadAllBytes(path), dot < 0 ? file : file[..dot], options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("open object file", path, null, exception.Message, exception);
        }
    }

    /// <summary>Reads an object in memory.</summary>
    /// <param name="contents">Contents of the object file, which must not change. <see cref="EmbeddedObjects"/> finds objects inside other files.</param>
    /// <param name="name">Name of the object.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="BpfObjectFormatException">The bytes are not a BPF object, or the object is damaged.</exception>
    /// <exception cref="BpfUnsupportedException">The object uses something the dialect does not support.</exception>
    public static ObjectDescription Read(ReadOnlyMemory<byte> contents, string name, ObjectReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= new ObjectReadOptions();
        return new ObjectDescription(ObjectReader.Read(contents, name, options), options.Dialect);
    }

    private static IEnumerable<MapDefinition> MapsOf(ObjectFile file, List<DataSectionDefinition> data)
    {
        IEnumerable<MapDefinition> maps = file.Maps.Concat(data.Select(static section => section.Map));
        return DataSectionReader.ReadConfiguration(file) is { } configuration ? maps.Append(configuration) : maps;
    }

    private static IEnumerable<VariableDescription> VariablesOf(ObjectFile file, ObjectSection section)
    {
        foreach (DataVariable variable in DataVariableReader.Read(file.Elf, section))
        {
            ReadOnlyMemory<byte> initial = section.Contents.IsEmpty ? default : section.Contents.Slice((int)variable.Offset, (int)variable.Size);
            uint type = file.Btf is null ? 0 : variable.TypeIn(file.Btf, section.Name);
            yield return new VariableDescription(section.Name, variable.Name, variable.Offset, variable.Size, TypeDescription.Of(file.Btf, type), initial);
        }
    }

    private static List<RelocationDescription> RelocationsOf(ObjectFile file)
    {
        List<RelocationDescription> relocations = [];
        if (file.Extension is not { } extension)
        {
            return relocations;
        }

        foreach ((string section, ReadOnlyMemory<byte> records) in extension.Core.Sections)
        {
            for (int i = 0; i < records.Length; i += extension.Core.RecordSize)
            {
                CoreRelocation relocation = CoreRelocation.Read(records.Span[i..]);
                string access = CoreSpec.Parse(file.Btf!, relocation).Describe();
                relocations.Add(new RelocationDescription(section, (int)(relocation.InstructionOffset / 8), relocation.Kind, access));
            }
        }

        return relocations;
    }

    private static List<TypeDescription> TypesOf(BtfTypeTable? types)
    {
        List<TypeDescription> result = [];
        for (uint id = types?.FirstId ?? 0; id < types?.EndId; id++)
        {
            result.Add(TypeDescription.Of(types, id)!);
        }

        return result;
    }
}
