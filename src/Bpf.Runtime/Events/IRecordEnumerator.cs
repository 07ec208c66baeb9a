namespace Bpf.Runtime.Events;

/// <summary>Enumerates records in place.</summary>
/// <typeparam name="T">Record type.</typeparam>
internal interface IRecordEnumerator<T>
    where T : unmanaged
{
    ref readonly T Current { get; }

    bool MoveNext();
}
