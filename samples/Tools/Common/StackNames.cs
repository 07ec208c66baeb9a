using Bpf.Runtime;

namespace Samples.Tools;

/// <summary>Names of the functions in stacks. Memory maps of processes are read while they run, because most have ended when their stacks are shown.</summary>
internal sealed class StackNames(StackTraceMap stacks)
{
    private readonly Dictionary<int, MemoryMap> _maps = [];
    private readonly Lazy<SymbolTable> _kernel = new(SymbolTable.OfKernel);

    /// <summary>Reads the memory map of one process again, or if it is 0, those of the processes that are not known yet.</summary>
    public void Remember(int process, IEnumerable<int> others)
    {
        foreach (int id in process != 0 ? [process] : others.Where(id => !_maps.ContainsKey(id)))
        {
            if (MemoryMap.Of(id) is { } map)
            {
                _maps[id] = map;
            }
        }
    }

    /// <summary>One line, from the outermost function to the innermost, with semicolons: the input of flame graphs.</summary>
    public string Fold(int process, int userStack, int kernelStack)
    {
        MemoryMap? map = _maps.GetValueOrDefault(process);
        IEnumerable<string> user = Addresses(userStack).Select(address => map?.Find(address) ?? $"0x{address:x}");
        IEnumerable<string> kernel = Addresses(kernelStack).Select(address => _kernel.Value.Find(address) ?? $"0x{address:x}");
        return string.Join(';', user.Reverse().Concat(kernel.Reverse()));
    }

    private ulong[] Addresses(int stack) => stack >= 0 && stacks.TryGetStack(stack, out ulong[] addresses) ? addresses : [];
}
