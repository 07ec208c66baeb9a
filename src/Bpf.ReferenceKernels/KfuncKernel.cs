namespace Bpf.ReferenceKernels;

/// <summary>A reference kernel with a function that programs may call.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Kinds">The kinds of programs that may call it, as bits of <see cref="KfuncTable"/>.</param>
/// <param name="SleepableKinds">The kinds of programs that may call it if they are sleepable.</param>
internal readonly record struct KfuncKernel(Version Version, ulong Kinds, ulong SleepableKinds);
