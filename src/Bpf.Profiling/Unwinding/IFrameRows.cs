using Bpf.Profiling.Unwinding.Rows;

namespace Bpf.Profiling.Unwinding;

/// <summary>The code of a process.</summary>
internal interface IFrameRows
{
    /// <summary>Returns how to step to the caller.</summary>
    /// <param name="address">An address in an instruction.</param>
    /// <param name="isExact">True if the instruction runs next, false if it is a call that has not returned.</param>
    /// <param name="row">The row, if there is one.</param>
    RowSearch Find(ulong address, bool isExact, out FrameRow? row);

    /// <summary>Returns whether the instruction before an address is a call, as far as its memory can be read.</summary>
    bool IsReturnAddress(ulong address);
}
