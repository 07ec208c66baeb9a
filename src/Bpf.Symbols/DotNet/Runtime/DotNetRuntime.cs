using System.Collections.Concurrent;
using Bpf.Runtime;
using Bpf.Symbols.DotNet.Code;
using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.Runtime;

/// <summary>The .NET runtime of a process: its file, and how its structures are read.</summary>
internal sealed class DotNetRuntime
{
    private const ushort X64 = 62; // EM_X86_64
    private const ushort Arm64 = 183; // EM_AARCH64
    private static readonly ConcurrentDictionary<string, DataContract> s_contracts = new();

    private DotNetRuntime(RuntimeLibrary library, RuntimeLayout layout, NameSource source, ManagedCodeMap code)
    {
        Library = library;
        Layout = layout;
        Source = source;
        Code = code;
    }

    /// <summary>The file with the runtime.</summary>
    public RuntimeLibrary Library { get; }

    /// <summary>The structures of the runtime.</summary>
    public RuntimeLayout Layout { get; }

    /// <summary>Who describes the structures: the runtime itself, or tables of this library.</summary>
    public NameSource Source { get; }

    /// <summary>Finds code and unwind information.</summary>
    public ManagedCodeMap Code { get; }

    /// <summary>Finds the runtime of a process, and how to read its structures.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="memory">Its memory.</param>
    /// <param name="maps">Its mappings.</param>
    /// <exception cref="RuntimeRefusedException">It does not run CoreCLR, or a version of it that is not known.</exception>
    public static DotNetRuntime Open(int processId, IProcessMemory memory, ProcessMaps maps)
    {
        RuntimeLibrary library = RuntimeLibrary.Find(processId, maps)
            ?? throw new RuntimeRefusedException(DotNetProblem.NoRuntime, "The process has not loaded CoreCLR.");
        if (library.Machine is not (X64 or Arm64))
        {
            throw new RuntimeRefusedException(DotNetProblem.UnsupportedRuntime, $"It is for machine {library.Machine}; known are x64 and arm64.");
        }

        ContractDescriptor? descriptor = library.Descriptor == 0 ? null : ContractDescriptor.Read(memory, library.Descriptor);
        DataContract contract = descriptor is null ? DataContract.Empty : ContractOf(library, descriptor, memory);
        bool isComplete = contract.Version(RuntimeLayout.ExecutionManager) is not null;
        if (!isComplete)
        {
            contract = ContractTables.For(library.Version, library.Machine == Arm64) is { } table ? contract.CompletedBy(table)
                : throw new RuntimeRefusedException(DotNetProblem.UnsupportedRuntime,
                    $"Version {library.Version?.ToString() ?? "of the runtime is unknown, and it"} does not describe its code, and only 8 and 9 have tables.");
        }

        RuntimeLayout layout = new(contract);
        ulong map = isComplete ? layout.MapIn(descriptor!.Slots) : memory.Pointer(library.DacTable);
        return map == 0 ? throw new RuntimeRefusedException(DotNetProblem.NotStarted, "The runtime has not started yet.")
            : new DotNetRuntime(library, layout, isComplete ? NameSource.RuntimeContract : NameSource.RuntimeTable, new ManagedCodeMap(memory, layout, map));
    }

    private static DataContract ContractOf(RuntimeLibrary library, ContractDescriptor descriptor, IProcessMemory memory)
    {
        if (library.BuildId is null)
        {
            return descriptor.ReadContract(memory);
        }

        return s_contracts.TryGetValue(library.BuildId, out DataContract? known) ? known
            : s_contracts.GetOrAdd(library.BuildId, descriptor.ReadContract(memory));
    }
}
