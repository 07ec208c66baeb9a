namespace Bpf.Symbols.Memory;

/// <summary>The memory of a process. Nothing in it can be trusted: every count and every chain that is read from it needs a bound.</summary>
internal interface IProcessMemory
{
    /// <summary>Reads a range through the kept pages.</summary>
    /// <returns><see langword="false"/> if a part of the range cannot be read; the buffer then has undefined contents.</returns>
    bool TryRead(ulong address, Span<byte> buffer);

    /// <summary>Reads a range from the process, past the kept pages; for large ranges that are read once.</summary>
    /// <returns>The number of bytes up to the first that cannot be read.</returns>
    int Read(ulong address, Span<byte> buffer);
}
