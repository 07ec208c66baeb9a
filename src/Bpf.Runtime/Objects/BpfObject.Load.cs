using Bpf.Runtime.Btf;
using Bpf.Runtime.Externs;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Objects;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Relocations;
using Bpf.Runtime.Syscalls;
using Bpf.Runtime.Verifier;

namespace Bpf.Runtime;

// From the file into the kernel.
public sealed partial class BpfObject
{
    private bool _loadFailed;
    private BpfHandle? _btf;
    private ArgumentContextFixup? _argumentContexts;
    private BtfAbilities _btfAbilities = BtfAbilities.All;
    private ExternResolver? _externs;
    private FunctionRelocator? _relocator;
    private ProgramLoader? _loader;
    private ExceptionCallbacks? _exceptionCallbacks;

    /// <summary>Creates the maps and loads every program whose <see cref="BpfProgram.AutoLoad"/> is true.</summary>
    /// <exception cref="BpfStateException">The object was loaded, or failed to load, before.</exception>
    /// <exception cref="VerifierException">The verifier refused a program.</exception>
    /// <exception cref="BpfObjectFormatException">The object is for machines of the other byte order, or a relocation is impossible.</exception>
    /// <exception cref="BpfPermissionException">The process lacks a capability.</exception>
    /// <exception cref="BpfException">The kernel refused for another reason. After a failure nothing is left in the kernel.</exception>
    public void Load()
    {
        if (State != BpfObjectState.Opened)
            throw new BpfStateException("load object", Name, $"It is in state {State}; an object is loaded once, also when that fails. Open it again.");

        bool succeeded = false;
        try
        {
            Prepare();
            LoadPrograms();
            OpenBuffers();
            succeeded = true;
        }
        finally
        {
            State = BpfObjectState.Loaded;
            _loadFailed = !succeeded;
            if (_loadFailed)
                Undo();
        }
    }

    private void Prepare()
    {
        _file.Elf.File.RequireNativeByteOrder();
        StructOpsBinder.ChoosePrograms(Programs, Maps);
        RequireKnownSections();
        Token = BpfToken.Acquire(Options);
        _externs = new ExternResolver(_file, Options, Features, () => KernelTypes);
        _externs.Resolve(_configuration is null ? default : _configuration.Contents);
        if (Features.MemoryAccounting.State == FeatureState.Missing && !LockedMemory.Raise())
            Log(BpfLogLevel.Warning, Name, $"the limit on locked memory stays at {LockedMemory.Describe()}; maps may not fit (ulimit -l)");

        LoadBtf();
        LoadMaps();
        foreach (BpfProgram program in Programs)
        {
            if (program.AutoLoad)
                program.Prepare();
        }

        State = BpfObjectState.Prepared;
    }

    private void RequireKnownSections()
    {
        foreach (BpfProgram program in Programs)
        {
            if (program is { AutoLoad: true, Type: ProgramType.Unspecified })
            {
                throw new BpfException(
                    "load program", $"{Name}:{program.Name}", Errno.EINVAL,
                    $"Its section '{program.SectionName}' is unknown{SectionNames.Suggest(program.SectionName)}; set BpfProgram.Type before Load, or AutoLoad to false.");
            }
        }
    }

    private void LoadBtf()
    {
        if (_file.Btf is null)
            return;

        BtfTypeTable types = _file.Btf;
        if (ArgumentContextFixup.IsNeeded(types) && Features.ArgumentContextTag.State == FeatureState.Missing)
        {
            _argumentContexts = ArgumentContextFixup.Apply(types, Programs.Where(program => program.AutoLoad).Select(program => program.Type));
            types = _argumentContexts.Types;
        }

        Errno error = BtfLoader.Load(types.Bytes, Token?.Handle, out BpfHandle handle, out string log);
        if (error is Errno.EINVAL or Errno.E2BIG)
        {
            _btfAbilities = Features.BtfAbilities;
            if (_btfAbilities != BtfAbilities.All)
                error = BtfLoader.Load(BtfSanitizer.Sanitize(types, _btfAbilities).Bytes, Token?.Handle, out handle, out log);
        }

        if (error == Errno.None)
        {
            _btf = handle;
            return;
        }

        RequireNoSpecialFields(types, error);
        Log(BpfLogLevel.Information, Name, $"the kernel refused the BTF of the object ({error}); going on without. {log}");
    }

    // Locks, timers and the like need BTF: without, each program that uses one would be refused for a reason that says nothing of the cause.
    private void RequireNoSpecialFields(BtfTypeTable types, Errno error)
    {
        foreach (BpfMap map in Maps)
        {
            if (map is { AutoCreate: true, Definition.ValueTypeId: not 0 and var value } && MapTypes.HaveBtf(map.Type) && SpecialFields.Of(types, value) is { Count: > 0 } fields)
            {
                string needed = $"Map '{map.Name}' needs them for its {string.Join(", ", fields.Select(field => field.Kind.Name).Distinct())}.";
                throw BpfException.FromKernel("load types", Name, error, SpecialFieldAdvice.OfTypes(types) is { } advice ? $"{advice} {needed}" : needed);
            }
        }
    }

    private void LoadMaps()
    {
        MapCreator creator = new(Name, _btf, _file.Btf, Token?.Handle, Features, Options.Log);
        if (_dataSections.Count != 0 && Features.GlobalData.State == FeatureState.Missing)
        {
            Log(BpfLogLevel.Warning, Name, $"{Features.GlobalData}: programs that use globals will not load");
            foreach (DataSection section in _dataSections)
                section.Map.AutoCreate = false;
        }

        foreach (BpfMap map in Maps)
        {
            map.InnerCreator = creator;
            if (map is not { AutoCreate: true, IsCreated: false })
                continue;
            if (map.Definition?.StructOps is not null)
            {
                map.StructOps = StructOpsBinder.Bind(map, _file.Btf!, KernelTypes, Programs);
                map.ValueSize = map.StructOps.Data.Length;
            }

            creator.Create(map);
        }

        foreach (BpfMap map in Maps)
            MapInitialiser.FillWithMaps(map, Maps);

        _arena?.Load(Name, Features);

        foreach (DataSection section in _dataSections)
            DataSectionLoader.Load(section, Name, Options.Log);

        if (_configuration is not null)
            DataSectionLoader.Load(_configuration, Name, Options.Log);
    }

    private void LoadPrograms()
    {
        CoreRelocator core = new(_file, TargetTypes, ModuleTypes);
        _relocator = new FunctionRelocator(_file, Maps, _dataSections, _configuration, _arena, core, Options.AllowDataPointers);
        _loader = new ProgramLoader(
            _file,
            (_btfAbilities & BtfAbilities.Functions) != 0 ? _btf : null,
            Token?.Handle,
            Features,
            image => new PoisonExplanation(image, core, Maps, index => index < _file.Externs.Count ? _file.Externs[index].Name : null),
            _externs!.FdArray,
            _argumentContexts);
        foreach (BpfProgram program in Programs)
        {
            if (program.AutoLoad)
                program.SetLoaded(LoadCopy(program, program.ExpectedAttachType, out string log), log);
        }

        foreach (BpfMap map in Maps)
            MapInitialiser.FillWithPrograms(map, Programs);
    }

    /// <summary>Links and loads a program; the same program any number of times.</summary>
    internal BpfHandle LoadCopy(BpfProgram program, AttachType expectedAttachType, out string log)
    {
        ProgramImage image = ProgramLinker.Link(
            _file, _relocator!, program.Definition.Code, (_exceptionCallbacks ??= new ExceptionCallbacks(_file)).Of(program.Definition.Code));
        HelperSubstitution.Apply(image.Instructions, Features);
        if (_buffers.Count != 0)
            RecordOutputs.Collect(image.Instructions, _recordOutputs);

        BpfHandle handle = _loader!.Load(program, image, expectedAttachType, program.VerifierLogLevel ?? Options.VerifierLogLevel, out log);
        foreach (DataSection section in _dataSections)
        {
            if (section.IsReadOnly && section.Map.IsCreated)
                ProgramMaps.Bind(handle, section.Map.Handle);
        }

        return handle;
    }

    /// <summary>What the kernel can do for this object, with its token.</summary>
    private KernelFeatures Features => KernelFeatures.For(Token);

    /// <summary>Removes the pins that loading made; maps that were found pinned stay so.</summary>
    internal void RemovePins()
    {
        // The first pin in a directory may have made it.
        for (int i = Maps.Count - 1; i >= 0; i--)
        {
            Maps[i].PinnedByLoad?.Remove();
            Maps[i].PinnedByLoad = null;
        }
    }

    /// <summary>Leaves nothing of a failed load: no pin, no descriptor, no mapping. The globals stay where they are.</summary>
    private void Undo()
    {
        RemovePins();
        ReleaseKernelObjects();
        foreach (DataSection section in _dataSections)
        {
            section.Memory.ReplaceByPrivateCopy();
            section.Separation = null;
        }

        _configuration?.Memory.ReplaceByPrivateCopy();
    }

    private void ReleaseKernelObjects()
    {
        foreach (BpfProgram program in Programs)
            program.Close();

        foreach (BpfMap map in Maps)
        {
            if (State == BpfObjectState.Disposed)
                map.Dispose();
            else
                map.Close();
        }

        _externs?.Dispose();
        _btf?.Dispose();
        Token?.Dispose();
    }
}
