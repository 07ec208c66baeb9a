namespace Bpf;

/// <summary>Allocates objects whose type the program defines.</summary>
public static unsafe class BpfOwned
{
    /// <summary>
    /// Allocates an object (<c>bpf_obj_new</c>, kernel 6.2), with all fields zero. The program has to give it away: to a <see cref="BpfList{T}"/>, a
    /// <see cref="BpfTree{T}"/> or a <see cref="BpfKptr{T}"/>, or to <see cref="BpfOwned{T}.Release"/>. Not for uprobe, kprobe, tracepoint and socket
    /// filter programs.
    /// </summary>
    /// <typeparam name="T">Type of the object: a struct of the program, up to 4096 bytes.</typeparam>
    /// <param name="item">The object.</param>
    /// <returns>False when memory is short.</returns>
    [BpfCalls("bpf_obj_new_impl")]
    public static bool TryNew<T>(out BpfOwned<T> item)
        where T : unmanaged
    {
        T* memory = (T*)OwnedObjectFunctions.New(OwnedObjectFunctions.TypeId<T>(), null);
        if (memory == null)
        {
            item = default;
            return false;
        }

        OwnedObjectFunctions.Clear(memory);
        item = new BpfOwned<T>(memory);
        return true;
    }
}
