using System.Runtime.ExceptionServices;
using Bpf.Objects.Relocations;
using Bpf.Runtime.Data;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Loading;

/// <summary>An object in the kernel: what its programs were loaded with, and can be loaded with again.</summary>
internal sealed class LoadedObject : IDisposable
{
    private readonly ObjectParts _parts;
    private readonly ExternResolver _externs;
    private readonly LoadedTypes _types;
    private readonly KernelFeatures _features;
    private readonly FunctionRelocator _relocator;
    private readonly ExceptionCallbacks _exceptionCallbacks;
    private readonly ProgramLoader _loader;
    private readonly HashSet<int> _recordOutputs = [];

    private LoadedObject(ObjectParts parts, BpfToken? token, KernelFeatures features, ExternResolver externs, LoadedTypes types)
    {
        _parts = parts;
        _externs = externs;
        _types = types;
        _features = features;
        CoreRelocator core = new(parts.File, () => parts.KernelTypes.Target, () => parts.KernelTypes.Modules);
        _relocator = new FunctionRelocator(parts.File, parts.Maps, parts.DataSections, parts.Configuration, parts.Arena, core, parts.Options.AllowDataPointers);
        _exceptionCallbacks = new ExceptionCallbacks(parts.File);
        _loader = new ProgramLoader(
            parts.File,
            types.ForPrograms,
            token?.Handle,
            features,
            image => new PoisonExplanation(
                image,
                core,
                () => parts.KernelTypes.IsReduced,
                parts.Maps,
                index => index < parts.File.Externs.Count ? parts.File.Externs[index].Name : null),
            externs.FdArray,
            types.ArgumentContexts);
    }

    /// <summary>Descriptors of the perf event arrays that loaded programs send records to.</summary>
    public IReadOnlySet<int> RecordOutputs => _recordOutputs;

    /// <summary>Creates the maps and loads the programs. On failure, the caller closes the maps and programs created so far.</summary>
    /// <exception cref="BpfException">The kernel, the verifier or the loader refused.</exception>
    public static LoadedObject Load(ObjectParts parts, BpfToken? token)
    {
        KernelFeatures features = KernelFeatures.For(token);
        ExternResolver externs = new(parts.File, parts.Options, features, () => parts.KernelTypes.Vmlinux);
        LoadedTypes? types = null;
        try
        {
            // Without a struct, the kernel functions for its programs are missing too; the struct is the reason.
            StructOpsBinder.RequireTypes(parts);
            ResolveExterns(parts, externs);
            if (features.MemoryAccounting.State == FeatureState.Missing && !LockedMemory.Raise())
            {
                parts.Log(BpfLogLevel.Warning, parts.Name, $"the locked-memory limit stays at {LockedMemory.Describe()}; maps may not fit (ulimit -l)");
            }

            types = LoadedTypes.Load(parts, token?.Handle, features);
            MapLoader.Load(parts, types.Handle, token?.Handle, features);
            foreach (BpfProgram program in parts.Programs)
            {
                if (program.AutoLoad)
                {
                    program.Prepare();
                }
            }

            LoadedObject loaded = new(parts, token, features, externs, types);
            loaded.LoadPrograms();
            return loaded;
        }
        catch
        {
            externs.Dispose();
            types?.Dispose();
            throw;
        }
    }

    /// <summary>Links and loads a program for its first target; can be called repeatedly for the same program.</summary>
    public BpfHandle LoadCopy(BpfProgram program, AttachType expectedAttachType)
        => Load(program, Link(program), program.KernelTargets[0], expectedAttachType, out _);

    public void Dispose()
    {
        _externs.Dispose();
        _types.Dispose();
    }

    private static void ResolveExterns(ObjectParts parts, ExternResolver externs)
    {
        try
        {
            externs.Resolve(parts.Configuration is { } configuration ? configuration.Contents : default);
        }
        catch (BpfException refusal) when (KindSupport.Explain(parts, refusal) is { } reason)
        {
            throw reason;
        }
    }

    private void LoadPrograms()
    {
        foreach (BpfProgram program in _parts.Programs)
        {
            if (program.AutoLoad)
            {
                LoadForTargets(program, Link(program));
            }
        }

        foreach (BpfMap map in _parts.Maps)
        {
            MapInitializer.FillWithPrograms(map, _parts.Programs);
        }
    }

    private void LoadForTargets(BpfProgram program, ProgramImage image)
    {
        ExceptionDispatchInfo? first = null;
        foreach (string? target in program.KernelTargets)
        {
            try
            {
                program.AddLoaded(Load(program, image, target, program.ExpectedAttachType, out string log), log);
            }
            catch (BpfException exception) when (program.LeavesOut(target, exception))
            {
                first ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        if (!program.IsLoaded)
        {
            first?.Throw();
        }
    }

    private ProgramImage Link(BpfProgram program)
    {
        ProgramImage image = ProgramLinker.Link(_parts.File, _relocator.Relocate, program.Definition.Code, _exceptionCallbacks.Of(program.Definition.Code));
        program.Examine(image);
        HelperSubstitution.Apply(image.Instructions, _features);
        Bpf.Objects.Relocations.RecordOutputs.Collect(image.Instructions, _recordOutputs);
        return image;
    }

    private BpfHandle Load(BpfProgram program, ProgramImage image, string? target, AttachType expectedAttachType, out string log)
    {
        BpfHandle handle = _loader.Load(program, image, target, expectedAttachType, program.VerifierLogLevel ?? _parts.Options.VerifierLogLevel, out log);
        foreach (DataSection section in _parts.DataSections)
        {
            if (section.IsReadOnly && section.Map.IsCreated)
            {
                ProgramMaps.Bind(handle, section.Map.Handle);
            }
        }

        return handle;
    }
}
