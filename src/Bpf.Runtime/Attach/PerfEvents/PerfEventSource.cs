using System.Runtime.InteropServices;
using Bpf.Shared;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>What a perf event counts: something that the kernel or the processor counts, or accesses to an address.</summary>
public sealed record PerfEventSource
{
    private PerfEventSource(PerfEventSyntax syntax) => Syntax = syntax;

    /// <summary>Breakpoints: the address; 0 for other events.</summary>
    public ulong Address => Syntax.Address;

    /// <summary>The event, without a rate.</summary>
    internal PerfEventSyntax Syntax { get; }

    /// <summary>Further words for numbers of the processor.</summary>
    internal (ulong Config1, ulong Config2) Extra { get; private init; }

    /// <summary>An event that the kernel counts.</summary>
    /// <param name="software">The event.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such event.</exception>
    public static PerfEventSource Of(SoftwareEvent software) => Known(PerfEventSyntax.Software, (ulong)software, nameof(software));

    /// <summary>An event that the processor counts.</summary>
    /// <param name="hardware">The event.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such event.</exception>
    public static PerfEventSource Of(HardwareEvent hardware) => Known(PerfEventSyntax.Hardware, (ulong)hardware, nameof(hardware));

    /// <summary>Accesses to a cache of the processor.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="operation">The operation on it.</param>
    /// <param name="result">All such operations, or those that miss.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such event.</exception>
    public static PerfEventSource Of(HardwareCache cache, HardwareCacheOperation operation, HardwareCacheResult result)
        => Known(PerfEventSyntax.Cache, PerfEventNames.CacheConfig((ulong)cache, (ulong)operation, (ulong)result), nameof(cache));

    /// <summary>An event by its number in the manual of the processor (<c>PERF_TYPE_RAW</c>).</summary>
    /// <param name="config">Value for <c>perf_event_attr.config</c>.</param>
    /// <param name="config1">Value for <c>perf_event_attr.config1</c>.</param>
    /// <param name="config2">Value for <c>perf_event_attr.config2</c>.</param>
    public static PerfEventSource Raw(ulong config, ulong config1 = 0, ulong config2 = 0)
        => new(new PerfEventSyntax(PerfEventSyntax.Raw, config)) { Extra = (config1, config2) };

    /// <summary>Accesses to an address of a process, by a register of the processor (<c>PERF_TYPE_BREAKPOINT</c>). There are about four of them.</summary>
    /// <param name="address">The address, a multiple of <paramref name="bytes"/>.</param>
    /// <param name="access">The accesses.</param>
    /// <param name="bytes">
    /// Bytes from the address: 1, 2, 4 or 8. For <see cref="BreakpointAccess.Execute"/> 8 on x86-64 and 4 on aarch64, or 0 for that.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An access or a size that does not exist.</exception>
    public static PerfEventSource Breakpoint(ulong address, BreakpointAccess access, int bytes)
    {
        bool executes = access == BreakpointAccess.Execute;
        if (!executes && (access == 0 || (access & ~BreakpointAccess.ReadWrite) != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(access), access, "A breakpoint reacts to reads and writes, or to execution.");
        }

        if (bytes is not (1 or 2 or 4 or 8) && !(executes && bytes == 0))
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A breakpoint covers 1, 2, 4 or 8 bytes.");
        }

        int covered = executes && bytes == 0 ? HostArchitectureBytes : bytes;
        return new(new PerfEventSyntax(PerfEventSyntax.Breakpoint, 0) { Address = address, Bytes = (ulong)covered, Accesses = (uint)access });
    }

    /// <summary>An event by its name in <c>perf list</c>: <c>cpu-clock</c>, <c>L1-dcache-load-misses</c>, <c>r1b1</c>, <c>mem:0x404010/4:w</c>.</summary>
    /// <param name="name">The name, without a rate.</param>
    /// <exception cref="FormatException">There is no such event.</exception>
    public static PerfEventSource Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string? fault = PerfEventSyntax.TryParse(name, out PerfEventSyntax? syntax);
        fault ??= syntax is { Frequency: 0, Period: 0 } ? null : "a rate is not part of an event";
        return fault is null ? From(syntax!) : throw new FormatException($"'{name}' is not an event: {fault}.");
    }

    /// <inheritdoc cref="Of(SoftwareEvent)"/>
    public static implicit operator PerfEventSource(SoftwareEvent software) => Of(software);

    /// <inheritdoc cref="Of(HardwareEvent)"/>
    public static implicit operator PerfEventSource(HardwareEvent hardware) => Of(hardware);

    /// <summary>The name that <c>perf list</c> gives to the event.</summary>
    public override string ToString() => Syntax.Name;

    /// <summary>Creates the source of a parsed event.</summary>
    internal static PerfEventSource From(PerfEventSyntax syntax) => new(syntax with { Frequency = 0, Period = 0 });

    private static int HostArchitectureBytes => HostArchitecture.Current == Architecture.X64 ? sizeof(long) : sizeof(int);

    private static PerfEventSource Known(uint type, ulong config, string parameter)
        => PerfEventNames.Find(type, config) is null
            ? throw new ArgumentOutOfRangeException(parameter, "There is no such event.")
            : new(new PerfEventSyntax(type, config));
}
