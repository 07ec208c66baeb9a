using Bpf.Runtime.Events;

namespace Bpf.Runtime;

/// <summary>
/// Space for one record in a user ring buffer: fill <see cref="Bytes"/>, then call <see cref="Submit"/>. Disposing a record that was not submitted
/// discards it; a record that is neither submitted nor disposed blocks all later records.
/// </summary>
public unsafe ref struct UserRingBufferRecord
{
    private readonly UserRingBufferWriter _writer;
    private readonly byte* _record;
    private readonly int _length;
    private bool _ended;

    internal UserRingBufferRecord(UserRingBufferWriter writer, byte* record, int length)
    {
        _writer = writer;
        _record = record;
        _length = length;
    }

    /// <summary>The memory of the record, not zeroed; must not be used after <see cref="Submit"/> or <see cref="Dispose"/>.</summary>
    public readonly Span<byte> Bytes => new(_record, _length);

    /// <summary>Submits the record to the programs.</summary>
    public void Submit() => End(discard: false);

    /// <summary>Discards the record, unless it was submitted.</summary>
    public void Dispose() => End(discard: true);

    private void End(bool discard)
    {
        if (!_ended && _record is not null)
        {
            _writer.Commit(_record, _length, discard);
        }

        _ended = true;
    }
}
