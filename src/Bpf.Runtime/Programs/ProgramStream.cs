namespace Bpf.Runtime;

/// <summary>The streams of a program (<c>enum bpf_stream_id</c>, kernel 6.17).</summary>
public enum ProgramStream
{
    /// <summary>What the program prints with <c>BpfStreams.Print</c> (<c>BPF_STDOUT</c>).</summary>
    Output = 1,

    /// <summary>
    /// What it prints with <c>BpfStreams.PrintError</c>, and what the kernel reports about the program: accesses to pages of an arena that are not allocated,
    /// loops that it ended, deadlocks of resilient locks (<c>BPF_STDERR</c>).
    /// </summary>
    Error = 2,
}
