namespace Bpf;

/// <summary>Reads the arguments of a system call from the registers of the process.</summary>
internal static class SystemCallArguments
{
    internal static ulong Read(ulong registers, int word)
    {
        BpfHelpers.TryReadKernel(registers + (ulong)word * sizeof(ulong), out ulong value);
        return value;
    }
}
