namespace Bpf;

/// <summary>
/// Reads the data of varying length that follows the record of a tracepoint, such as text. In the record, a 32-bit member contains its place and length
/// (<c>__data_loc</c> in the format file, <c>__rel_loc</c> since kernel 5.19). It must be a member of the program's record, written in place:
/// <c>TracepointData.ReadText(in e.__data_loc_filename, name)</c>.
/// </summary>
/// <remarks>
/// Members of kernel types (<c>trace_event_raw_*</c>) have names that begin with <c>__data_loc_</c> or <c>__rel_loc_</c>, and are read accordingly. Members
/// of the user's own records are read as <c>__data_loc</c>; methods with Relative in their names read them as <c>__rel_loc</c>. GPL-compatible programs
/// only (kernel 5.5).
/// </remarks>
public static class TracepointData
{
    /// <summary>Copies text (<c>bpf_probe_read_kernel_str</c>).</summary>
    /// <param name="member">The member that contains place and length.</param>
    /// <param name="buffer">Receives the text, truncated to fit, and a terminating 0; its length must be a constant.</param>
    /// <returns>Number of bytes written, including the 0, or a negative errno.</returns>
    [BpfIntrinsic("tracepoint.read-text")]
    public static long ReadText(in uint member, Span<byte> buffer) => throw new BpfOnlyException();

    /// <inheritdoc cref="ReadText"/>
    [BpfIntrinsic("tracepoint.read-relative-text")]
    public static long ReadRelativeText(in uint member, Span<byte> buffer) => throw new BpfOnlyException();

    /// <summary>Copies the elements of an array (<c>bpf_probe_read_kernel</c>).</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="member">The member that contains place and length.</param>
    /// <param name="buffer">Receives as many elements as fit; its length must be a constant.</param>
    /// <returns>Number of elements copied, or a negative errno.</returns>
    [BpfIntrinsic("tracepoint.read")]
    public static long Read<T>(in uint member, Span<T> buffer)
        where T : unmanaged => throw new BpfOnlyException();

    /// <inheritdoc cref="Read{T}(in uint, Span{T})"/>
    [BpfIntrinsic("tracepoint.read-relative")]
    public static long ReadRelative<T>(in uint member, Span<T> buffer)
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Returns the length of the data in bytes; that of text includes the terminating 0.</summary>
    /// <param name="member">The member that contains place and length.</param>
    /// <returns>The length, at most 65,535.</returns>
    [BpfIntrinsic("tracepoint.length")]
    public static int GetLength(in uint member) => throw new BpfOnlyException();
}
