namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>A target with its cookie, as an attribute declares it.</summary>
internal readonly record struct DeclaredKprobe(KprobeTarget Target, ulong Cookie);
