using System.Reflection;
using System.Runtime.InteropServices;
using Bpf.Objects;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Maps;
using Bpf.Runtime.Data;
using Bpf.Runtime.Loading;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Objects;
using Bpf.Runtime.Programs;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A BPF object file with its programs, maps and globals, and its life cycle: <c>Open</c>, then settings on programs, maps and globals, then
/// <see cref="Load"/>, <see cref="Attach"/> and <see cref="Dispose"/>. An object must be used by one thread at a time.
/// </summary>
public sealed partial class BpfObject : IDisposable, IProgramOwner
{
    private readonly ObjectFile _file;
    private readonly List<DataSection> _dataSections;
    private readonly DataSection? _configuration;
    private readonly ArenaSection? _arena;
    private readonly KernelTypeSource _kernelTypes;

    private BpfObject(ObjectFile file, BpfObjectOptions options)
    {
        _file = file;
        Options = options;
        _dataSections = DataSectionFactory.Create(file);
        try
        {
            _configuration = DataSectionFactory.CreateConfiguration(file);
            Maps = new BpfMapCollection(Name, CreateMaps());
            _arena = ArenaSection.Find(file, Maps);
            _kernelTypes = new KernelTypeSource(file, options, Maps, () => Programs!);
            Programs = new BpfProgramCollection(Name, CreatePrograms());
            Globals = new BpfGlobals(this, _dataSections);
        }
        catch
        {
            ReleaseMemory();
            throw;
        }
    }

    /// <summary>Name of the object.</summary>
    public string Name => _file.Name;

    /// <summary>License declared by the object; empty when it declares none.</summary>
    public string License => _file.License;

    /// <summary>State of the object.</summary>
    public BpfObjectState State { get; private set; }

    /// <summary>
    /// The process to which user-space probes, USDT probes and perf events are limited, with all its threads: a process id in the pid namespace of this
    /// process, or 0 for this process; null, the initial value, for all processes. It applies to the programs whose own target or options do not name a
    /// process, and is read when they attach. Programs in the kernel run for all processes; compare <c>BpfHelpers.CurrentProcessId</c> with a variable there.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The process id is negative.</exception>
    /// <exception cref="BpfStateException">A program is attached.</exception>
    public int? ProcessId
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value.GetValueOrDefault(), nameof(value));
            if (Programs.FirstOrDefault(static program => program.Link is not null) is { } attached)
            {
                throw new BpfStateException("set the process of object", Name, $"Program '{attached.Name}' is attached; detach the object first.");
            }

            field = value;
        }
    }

    /// <summary>The programs.</summary>
    public BpfProgramCollection Programs { get; }

    /// <summary>The links of the programs that are attached.</summary>
    public IEnumerable<Link> Links => Programs.SelectMany(static program => program.Links);

    /// <summary>The maps, including those of the globals.</summary>
    public BpfMapCollection Maps { get; }

    /// <summary>The global variables.</summary>
    public BpfGlobals Globals { get; }

    internal BpfObjectOptions Options { get; }

    ObjectFile IProgramOwner.File => _file;

    BpfObjectOptions IProgramOwner.Options => Options;

    BpfToken? IProgramOwner.Token => Token;

    BtfTypeTable IProgramOwner.KernelTypes => _kernelTypes.Vmlinux;

    int? IProgramOwner.ProcessId => ProcessId;

    bool IProgramOwner.IsLoaded => IsLoaded;

    string IProgramOwner.Unloaded => Unloaded;

    /// <summary>The token with which the object is loaded; known from the start of Load.</summary>
    internal BpfToken? Token { get; private set; }

    internal ObjectFile File => _file;

    /// <summary>Opens an object file. Nothing is loaded into the kernel.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to open and load.</param>
    /// <exception cref="BpfObjectFormatException">The file is not a BPF object, or is damaged.</exception>
    /// <exception cref="BpfException">The file cannot be read, or uses an unknown feature.</exception>
    public static BpfObject Open(string path, BpfObjectOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = ObjectBytes.Read(path);
        string file = Path.GetFileName(path);
        int dot = file.IndexOf('.', 1);
        return Open(bytes, dot < 0 ? file : file[..dot], options);
    }

    /// <summary>Opens an object in memory. Nothing is loaded into the kernel.</summary>
    /// <param name="elf">Contents of the object file, which must not change.</param>
    /// <param name="name">Name of the object, unless set by the options.</param>
    /// <param name="options">How to open and load.</param>
    /// <exception cref="BpfObjectFormatException">The bytes are not a BPF object, or the object is damaged.</exception>
    /// <exception cref="BpfException">The object uses an unknown feature.</exception>
    public static BpfObject Open(ReadOnlyMemory<byte> elf, string name, BpfObjectOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        options ??= new BpfObjectOptions();
        return new BpfObject(ObjectReader.Read(elf, options.Name ?? name, options.Reading), options);
    }

    /// <summary>Opens the object that the build embedded in an assembly for the architecture of this process.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="objectName">Full name of the class with the programs; nested types are separated by '.'.</param>
    /// <param name="options">How to open and load.</param>
    /// <exception cref="BpfException">The assembly has no such object for this architecture.</exception>
    public static BpfObject OpenEmbedded(Assembly assembly, string objectName, BpfObjectOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string architecture = HostArchitecture.Current switch
        {
            Architecture.X64 => "x86_64",
            Architecture.Arm64 => "aarch64",
            Architecture other =>
                throw new BpfUnsupportedException("open embedded object", objectName, $"Objects are built for x86_64 and aarch64; this process is {other}."),
        };

        string resource = $"Bpf.{objectName}.{architecture}.bpf.o";
        using Stream stream = assembly.GetManifestResourceStream(resource) ?? throw new BpfException(
            "open embedded object", objectName, null,
            $"Assembly '{assembly.GetName().Name}' has no resource '{resource}'. Check that the class is marked with [BpfObject] and that its C# "
                + "project references Bpf.Sdk.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Open(bytes, objectName, options);
    }

    /// <summary>Describes the object file, independent of later settings and of the kernel.</summary>
    public ObjectDescription Describe() => ObjectDescription.Read(_file.Elf.File.Bytes.Memory(0, (int)_file.Elf.File.Length), Name, Options.Reading);

    /// <summary>Attaches every loaded program that attaches automatically, has a target and has no link yet, and registers the struct_ops maps.</summary>
    /// <exception cref="BpfStateException">The object is not loaded.</exception>
    /// <exception cref="BpfException">A program could not be attached; those attached by this call are detached again.</exception>
    public void Attach()
    {
        if (!IsLoaded)
        {
            throw new BpfStateException("attach object", Name, Unloaded);
        }

        List<Link> links = [];
        try
        {
            foreach (BpfProgram program in Programs)
            {
                if (program is { AutoAttach: true, IsLoaded: true, Link: null } && program.TryAttach() is { } link)
                {
                    links.Add(link);
                }
            }

            foreach (BpfMap map in Maps)
            {
                if (map is { StructOps: not null, AutoAttach: true, IsCreated: true, Link: null })
                {
                    map.Attach();
                }
            }
        }
        catch
        {
            foreach (BpfMap map in Maps)
            {
                map.DetachStructOps();
            }

            foreach (BpfProgram program in Programs)
            {
                program.Detach(links);
            }

            throw;
        }
    }

    /// <summary>Closes all links of all programs, in parallel; returns when none of the programs can run anymore. Programs and maps stay loaded.</summary>
    public void Detach()
    {
        List<Link> links = [];
        foreach (BpfProgram program in Programs)
        {
            program.ReleaseLinks(links);
        }

        foreach (BpfMap map in Maps)
        {
            map.DetachStructOps();
        }

        if (links.Count > 0)
        {
            LinkTeardown.Detach(links);
        }
    }

    /// <summary>Closes links, programs, maps and memory. Whatever is pinned or held by others stays in the kernel.</summary>
    public void Dispose()
    {
        if (State == BpfObjectState.Disposed)
        {
            return;
        }

        try
        {
            Detach();
        }
        finally
        {
            State = BpfObjectState.Disposed;
            ReleaseKernelObjects();
            ReleaseMemory();
        }
    }

    private List<BpfMap> CreateMaps()
    {
        List<BpfMap> maps = [];
        string pinRoot = Options.PinRoot ?? MapPinning.DefaultRoot;
        foreach (MapDefinition definition in _file.Maps)
        {
            BpfMap map = new(definition);
            if (definition.PinnedByName)
            {
                map.PinPath = Path.Combine(pinRoot, definition.Name);
            }

            maps.Add(map);
        }

        foreach (DataSection section in _dataSections)
        {
            maps.Add(section.Map);
        }

        if (_configuration is not null)
        {
            maps.Add(_configuration.Map);
        }

        return maps;
    }

    private BpfProgram[] CreatePrograms()
    {
        ProgramFactory factory = new(this);
        return [.. ProgramReader.Read(_file, Options.Dialect).Select(factory.Create)];
    }

    private void ReleaseMemory()
    {
        foreach (DataSection section in _dataSections)
        {
            section.Dispose();
        }

        _configuration?.Dispose();
    }

    /// <summary>True when the object was loaded successfully and is not disposed.</summary>
    internal bool IsLoaded => State == BpfObjectState.Loaded;

    /// <summary>Explains the state of an object that cannot be used, and what to do.</summary>
    internal string Unloaded
        => State == BpfObjectState.Disposed ? $"Object '{Name}' is disposed; keep it as long as its programs, maps and links are in use."
        : State == BpfObjectState.Failed ? $"Loading object '{Name}' failed; open it again."
        : $"Object '{Name}' is not loaded; call Load first.";

    BpfHandle IProgramOwner.LoadCopy(BpfProgram program, AttachType expectedAttachType) => _loaded!.LoadCopy(program, expectedAttachType);

    void IProgramOwner.Log(BpfLogLevel level, string subject, string message) => Log(level, subject, message);

    internal void Log(BpfLogLevel level, string subject, string message) => Options.Log?.Invoke(new BpfLogEntry(level, subject, message));
}
