using Bpf.Objects.Sections;
using Bpf.Runtime.Data;
using Bpf.Runtime.Loading;

namespace Bpf.Runtime;

// Loading into the kernel.
public sealed partial class BpfObject
{
    private LoadedObject? _loaded;

    /// <summary>Creates the maps and loads every program whose <see cref="BpfProgram.AutoLoad"/> is true.</summary>
    /// <exception cref="BpfStateException">Load has been called before.</exception>
    /// <exception cref="VerifierException">The verifier rejected a program.</exception>
    /// <exception cref="BpfObjectFormatException">The object has the other byte order, or a relocation is invalid.</exception>
    /// <exception cref="BpfPermissionException">The process lacks a capability.</exception>
    /// <exception cref="BpfException">The kernel refused for another reason. After a failure, nothing is left in the kernel.</exception>
    public void Load()
    {
        if (State != BpfObjectState.Opened)
        {
            throw new BpfStateException("load object", Name, $"It is in state {State}. An object can be loaded only once, even if that fails; "
                + "open it again.");
        }

        // Any failure must leave nothing behind, and retrying does not help.
        State = BpfObjectState.Failed;
        try
        {
            _file.Elf.File.RequireNativeByteOrder();
            StructOpsBinder.ChoosePrograms(Programs, Maps);
            RequireKnownSections();
            Token = BpfToken.Acquire(Options);
            _loaded = LoadedObject.Load(new ObjectParts(_file, Options, Maps, Programs, _dataSections, _configuration, _arena, _kernelTypes), Token);
            OpenBuffers(_loaded.RecordOutputs);
            State = BpfObjectState.Loaded;
        }
        finally
        {
            if (State == BpfObjectState.Failed)
            {
                Undo();
            }
        }
    }

    /// <summary>
    /// Removes the pins that loading this object made, and the directories it made for them. Maps that were already pinned and were reused stay pinned.
    /// Further calls do nothing.
    /// </summary>
    public void RemovePins()
    {
        // The first pin in a directory may have created it.
        for (int i = Maps.Count - 1; i >= 0; i--)
        {
            Maps[i].PinnedByLoad?.Remove();
            Maps[i].PinnedByLoad = null;
        }
    }

    private void RequireKnownSections()
    {
        foreach (BpfProgram program in Programs)
        {
            if (program is { AutoLoad: true, Type: ProgramType.Unspecified })
            {
                string suggestion = SectionNames.Suggest(program.SectionName);
                throw new BpfException(
                    "load program", $"{Name}:{program.Name}", Errno.EINVAL,
                    $"Its section '{program.SectionName}' is unknown{suggestion}; set BpfProgram.Type before Load, or set AutoLoad to false.");
            }
        }
    }

    // Leaves nothing of a failed load: no pin, no descriptor, no mapping. The globals keep their addresses.
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
        {
            program.Close();
        }

        foreach (BpfMap map in Maps)
        {
            if (State == BpfObjectState.Disposed)
            {
                map.Dispose();
            }
            else
            {
                map.Close();
            }
        }

        _loaded?.Dispose();
        Token?.Dispose();
    }
}
