namespace Bpf.ReferenceKernels;

/// <summary>What the verifier knows about a function (<c>KF_*</c>, include/linux/btf.h). Other bits are not used here.</summary>
[Flags]
internal enum KfuncFlags
{
    None = 0,

    /// <summary>The result is a reference that the program has to release (<c>KF_ACQUIRE</c>).</summary>
    Acquires = 1 << 0,

    /// <summary>It releases the reference that it is given (<c>KF_RELEASE</c>).</summary>
    Releases = 1 << 1,

    /// <summary>The result may be null (<c>KF_RET_NULL</c>).</summary>
    MayReturnNull = 1 << 2,

    /// <summary>It may sleep (<c>KF_SLEEPABLE</c>).</summary>
    Sleeps = 1 << 5,

    /// <summary>It starts an iterator (<c>KF_ITER_NEW</c>).</summary>
    StartsIterator = 1 << 8,

    /// <summary>It returns the next item of an iterator (<c>KF_ITER_NEXT</c>).</summary>
    StepsIterator = 1 << 9,

    /// <summary>It ends an iterator (<c>KF_ITER_DESTROY</c>).</summary>
    EndsIterator = 1 << 10,
}
