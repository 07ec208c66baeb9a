namespace Bpf.Runtime;

/// <summary>Load flags of a program (include/uapi/linux/bpf.h).</summary>
[Flags]
public enum ProgramFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Memory accesses must be aligned (<c>BPF_F_STRICT_ALIGNMENT</c>, kernel 4.12).</summary>
    StrictAlignment = 1U << 0,

    /// <summary>Memory accesses may be unaligned (<c>BPF_F_ANY_ALIGNMENT</c>, kernel 5.0).</summary>
    AnyAlignment = 1U << 1,

    /// <summary>Verifier self-test: randomize upper register halves (<c>BPF_F_TEST_RND_HI32</c>, kernel 5.3).</summary>
    TestRandomHigh32 = 1U << 2,

    /// <summary>Verifier self-test: frequent state checkpoints (<c>BPF_F_TEST_STATE_FREQ</c>, kernel 5.5).</summary>
    TestStateFrequency = 1U << 3,

    /// <summary>The program may sleep (<c>BPF_F_SLEEPABLE</c>, kernel 5.10; uprobes: kernel 6.0).</summary>
    Sleepable = 1U << 4,

    /// <summary>XDP program understands multi-buffer packets (<c>BPF_F_XDP_HAS_FRAGS</c>, kernel 5.18).</summary>
    XdpHasFragments = 1U << 5,

    /// <summary>XDP program is bound to the device it is loaded for (<c>BPF_F_XDP_DEV_BOUND_ONLY</c>, kernel 6.3).</summary>
    XdpDeviceBoundOnly = 1U << 6,

    /// <summary>Verifier self-test: treat broken register invariants as errors (<c>BPF_F_TEST_REG_INVARIANTS</c>, kernel 6.8).</summary>
    TestRegisterInvariants = 1U << 7,

    /// <summary>Loaded with a token (<c>BPF_F_TOKEN_FD</c>, kernel 6.9). Set by the loader.</summary>
    TokenFd = 1U << 16,
}
